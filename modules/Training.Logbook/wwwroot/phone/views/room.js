// The learner's side in the room: `#/room/{id}` shows a case as a code, `#/room/{id}/answer` scans what the mentor's phone answers.

import { el, icon, say, showTime } from '../dom.js';
import { find as findWaiting, keep } from '../outbox.js';
import { scanner, shownAs } from '../room/exchange.js';
import { hashOf } from '../room/canonical.js';
import { begin, canBegin, contents, find, keepDecision } from '../room/room.js';
import { receiptOf } from '../room/receipt.js';

const back = () => el('a', { class: 'button', href: '#/' }, say('Back'));

const callout = (kind, name, ...children) => el('div', { class: `callout ${kind}` }, icon(name), el('div', {}, children));

async function signingOf(context, id) {
  const there = await find(context.store, id);
  const waiting = there ? null : await findWaiting(context.store, id);
  return there ?? (waiting && context.kit && (await canBegin(context.store, waiting)) ? begin(context.store, waiting, context.kit) : null);
}

async function answerScreen(context, signing) {
  const status = el('p', { role: 'alert' });
  const taken = async value => {
    const said = JSON.parse(signing.shown.statement);
    const decided = value.k === 'a' ? JSON.parse(value.d.said) : null;
    if (decided?.version !== said.version || decided.content !== (await hashOf(said.case))) {
      status.replaceChildren(callout('stop', 'alert', el('p', {}, say('Room.Answer.Other')), el('a', { href: `#/room/${signing.id}` }, say('Room.Again'))));
      return;
    }

    await keepDecision(context.store, signing, value.d);
    context.go(`#/room/${signing.id}`);
    context.sendNow();
  };
  return [
    el('h1', {}, say('Room.Answer')),
    el('p', {}, say('Room.Answer.About')),
    scanner(taken),
    status,
    el('div', { class: 'dock' }, el('a', { class: 'button', href: `#/room/${signing.id}` }, say('Back'))),
  ];
}

function decided(signing) {
  const said = JSON.parse(signing.decision.said);
  const returned = said.decision === 'Returned';
  const signedAt = showTime(Date.parse(signing.decision.signedAt));
  return callout(returned ? 'stop' : 'done', returned ? 'alert' : 'check',
    el('b', {}, say(returned ? 'Room.ReturnedBy' : 'Room.SignedBy', said.mentorName)),
    el('p', {}, el('small', {}, `${said.mentorPosition} · ${say('Room.ByPhone', signedAt)}`)),
    signing.decision.comment && el('p', {}, `“${signing.decision.comment}”`),
    !returned && el('p', {}, el('small', {}, say('Room.RatingHidden'))),
    el('p', {}, say('Room.BothKeep')));
}

/** @type {import('../dom.js').View} */
export const roomView = {
  path: 'room',
  stays: (_, step) => step === 'answer',

  async render(context, id, step) {
    const signing = context.store && (await signingOf(context, id));
    if (!signing) {
      return [el('h1', {}, say('Room')), callout('wait', 'alert', el('p', {}, say('Room.CanNot'))), el('div', { class: 'dock' }, back())];
    }

    if (step === 'answer' && !signing.decision) {
      return answerScreen(context, signing);
    }

    const again = async () => {
      const kept = await keep(context.store, { title: signing.title, fields: signing.fields }, null, [{ kind: 'roomdone', id: signing.id }]);
      context.go(`#/case/${kept.id}`);
    };
    const over = signing.receipt?.case === 'refused';
    return [
      el('h1', {}, say('Room.Case', signing.code)),
      el('p', {}, signing.title),
      !signing.decision && !over && (await shownAs({ k: 'c', s: signing.shown.statement, t: signing.shown.texts, g: signing.shown.signature }, say('Room.Code', signing.code))),
      signing.decision ? decided(signing) : !over && el('p', {}, say('Room.Show.About')),
      receiptOf(signing),
      over && signing.fields && el('p', {}, el('button', { type: 'button', on: { click: again } }, say('Room.AsUsual'))),
      el('div', { class: 'dock' }, back(),
        !signing.decision && !over && el('a', { class: 'button primary', href: `#/room/${signing.id}/answer` }, say('Room.Answer'))),
    ].filter(Boolean);
  },

  async link(context) {
    const rows = context.store ? Object.values(await contents(context.store)).flat().filter(signing => signing.role === 'trainee') : [];
    return rows.length === 0 ? null : el('section', { class: 'card' }, el('h2', {}, say('Room.Mine')), el('ul', { class: 'list' }, rows.map(signing =>
      el('li', {}, el('a', { href: `#/room/${signing.id}` },
        el('span', {}, el('b', {}, signing.title), el('small', {}, say('Code', signing.code))),
        el('span', { class: `tag ${signing.receipt?.decision === 'refused' ? 'stop' : signing.receipt ? 'done' : 'wait'}` },
          say(signing.receipt?.decision === 'refused' ? 'Room.State.Refused' : signing.receipt ? 'Room.State.Stored' : signing.decision ? 'Room.State.Signed' : 'Room.State.Shown')))))));
  },
};
