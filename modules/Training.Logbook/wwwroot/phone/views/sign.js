// The mentor's side in the room: `#/sign` scans a learner's case, shows it, and signs it with the passkey; `#/sign/{id}` shows the answer for the
// learner's phone.

import { el, icon, say, showTime } from '../dom.js';
import { challenge, decisionContent, fromBase64Url, newSalt, stamp, toBase64Url } from '../room/canonical.js';
import { cardOf, readShown } from '../room/card.js';
import { scanner, shownAs } from '../room/exchange.js';
import { receiptOf } from '../room/receipt.js';
import { contents, find, keepDecision, readKit, tickets } from '../room/room.js';

const callout = (kind, name, ...children) => el('div', { class: `callout ${kind}` }, icon(name), el('div', {}, children));

const prepare = () => el('a', { class: 'button primary', href: '/sign/room/tickets' }, say('Room.Prepare'));

async function assertionOf(kit, kind, ticket, signedAt, content) {
  const found = await navigator.credentials.get({ publicKey: {
    challenge: await challenge(kit, kind, ticket, signedAt, content),
    rpId: kit.domain,
    userVerification: 'required',
    allowCredentials: kit.passkeys.map(id => ({ type: 'public-key', id: fromBase64Url(id) })),
  } });
  return JSON.stringify({
    rawId: toBase64Url(found.rawId),
    type: found.type,
    response: {
      authenticatorData: toBase64Url(found.response.authenticatorData),
      clientDataJSON: toBase64Url(found.response.clientDataJSON),
      signature: toBase64Url(found.response.signature),
    },
  });
}

async function scanScreen(context, kit) {
  const { store } = context;
  const screen = el('div', { class: 'stack' });
  const again = () => screen.replaceChildren(...start());
  const taken = async value => {
    const openedAt = stamp(Date.now());
    const shown = value.k === 'c' ? { statement: value.s, texts: value.t ?? {}, signature: value.g } : null;
    const read = shown ? await readShown(kit, shown) : { problem: 'Room.Scan.Bad' };
    if (read.problem) {
      screen.replaceChildren(callout('stop', 'alert', el('p', {}, say(read.problem, showTime(Date.parse(kit.syncedAt)))), el('button', { type: 'button', on: { click: again } }, say('Room.Again'))));
      return;
    }

    const before = await find(store, read.content.entry);
    if (before) {
      context.go(`#/sign/${before.id}`);
      return;
    }

    const decide = async decided => {
      const [ticket] = await tickets(store);
      if (!ticket) {
        screen.replaceChildren(callout('wait', 'alert', el('p', {}, say('Room.NoTickets')), prepare()));
        return;
      }

      const salt = newSalt();
      const said = await decisionContent(kit, read.said, { ...decided, salt });
      const signedAt = stamp(Date.now());
      const assertion = await assertionOf(kit, decided.kind, ticket, signedAt, said);
      const decision = { said, comment: decided.comment ?? null, salt, openedAt, signedAt, ticket: ticket.id, nonce: ticket.nonce, assertion };
      const signing = { id: read.content.entry, code: read.said.caseCode, title: kit.techniques[read.content.technique], role: 'mentor', learner: read.learner.name, shown, receipt: null, at: Date.now() };
      await keepDecision(store, signing, decision, ticket);
      context.go(`#/sign/${signing.id}`);
      context.sendNow();
    };
    screen.replaceChildren(...cardOf(kit, read, decide));
    scrollTo(0, 0);
  };
  const start = () => [el('h1', {}, say('Room.Scan')), el('p', {}, say('Room.Scan.About')), scanner(taken), el('div', { class: 'dock' }, el('a', { class: 'button', href: '#/' }, say('Back')))];
  again();
  return [screen];
}

async function answerScreen(signing) {
  const said = JSON.parse(signing.decision.said);
  return [
    el('h1', {}, say('Room.Case', signing.code)),
    el('p', {}, `${signing.learner} · ${signing.title}`),
    await shownAs({ k: 'a', d: signing.decision }, say('Room.Code', signing.code)),
    callout(said.decision === 'Signed' ? 'done' : 'stop', 'check', el('b', {}, say(said.decision === 'Signed' ? 'Room.YouSigned' : 'Room.YouReturned')), el('p', {}, say('Room.ShowAnswer'))),
    receiptOf(signing),
    el('div', { class: 'dock' }, el('a', { class: 'button', href: '#/' }, say('Back')), el('a', { class: 'button primary', href: '#/sign' }, say('Room.Next'))),
  ];
}

/** @type {import('../dom.js').View} */
export const signView = {
  path: 'sign',
  stays: id => !id,

  async render(context, id) {
    const kit = context.store && (await readKit(context.store, 'mentor'));
    if (!kit) {
      return [el('h1', {}, say('Room.Scan')), callout('wait', 'alert', el('p', {}, say('Room.NotReady')), prepare())];
    }

    if (id) {
      const signing = await find(context.store, id);
      return signing?.decision ? answerScreen(signing) : [el('p', {}, say('Gone'))];
    }

    if (kit.passkeys.length === 0) {
      return [el('h1', {}, say('Room.Scan')), callout('wait', 'alert', el('p', {}, say('Room.NoPasskey')), prepare())];
    }

    return (await tickets(context.store)).length === 0
      ? [el('h1', {}, say('Room.Scan')), callout('wait', 'alert', el('p', {}, say('Room.NoTickets')), prepare())]
      : scanScreen(context, kit);
  },

  async link(context) {
    const kit = context.store && (await readKit(context.store, 'mentor'));
    if (!kit) {
      return null;
    }

    const [left, { open, done }] = await Promise.all([tickets(context.store), contents(context.store)]);
    const rows = [...open, ...done].filter(signing => signing.role === 'mentor');
    return el('section', { class: 'card stack' },
      el('h2', {}, say('Room.Mentor')),
      el('p', { class: 'quiet' }, left.length > 0 ? say('Room.Left', left.length, showTime(Date.parse(left[0].expiresAt))) : say('Room.NoTickets')),
      el('div', { class: 'row' }, left.length > 0 && el('a', { class: 'button primary', href: '#/sign' }, say('Room.Scan')), el('a', { class: 'button', href: '/sign/room/tickets' }, say('Room.Prepare'))),
      rows.length > 0 && el('ul', { class: 'list' }, rows.map(signing => el('li', {}, el('a', { href: `#/sign/${signing.id}` },
        el('span', {}, el('b', {}, signing.learner), el('small', {}, `${signing.title} · ${say('Code', signing.code)}`)),
        el('span', { class: `tag ${signing.receipt?.decision === 'refused' ? 'stop' : signing.receipt ? 'done' : 'wait'}` },
          say(signing.receipt?.decision === 'refused' ? 'Room.State.Refused' : signing.receipt ? 'Room.State.Stored' : 'Room.State.Signed')))))));
  },
};
