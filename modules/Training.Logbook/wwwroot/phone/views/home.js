// The first screen: what is only on this phone, what was sent, what was refused.

import { el, icon, say, showDay, showTime } from '../dom.js';
import { contents, discard } from '../outbox.js';
import { unsent as unsentRoom } from '../room/room.js';
import { countOfOthers } from '../store.js';

const KILOBYTE = 1024;

const size = rows => Math.max(1, Math.ceil(rows.reduce((sum, row) => sum + row.size, 0) / KILOBYTE));

const callout = (kind, name, ...children) => el('div', { class: `callout ${kind}` }, icon(name), el('div', {}, children));

const signIn = () => el('a', { class: 'button primary', href: `/account/login?returnUrl=${encodeURIComponent('/phone')}` }, say('SignIn'));

function row(tag, word, value, ...children) {
  return el('li', { 'data-case': value.id }, el('div', { class: 'kept' },
    el('b', {}, value.title), el('span', { class: `tag ${tag}` }, word),
    el('small', {}, `${say('Code', value.code)} · ${showDay(value.fields['Input.PerformedOn'][0])} · ${say('WrittenAt', showTime(value.writtenAt))}`),
    children));
}

function refusedRow(context, { value }) {
  const texts = Object.values(value.refused.errors).flat();
  const remove = async event => {
    if (event.currentTarget.dataset.sure) {
      await discard(context.store, value.id);
      await context.refresh();
    } else {
      event.currentTarget.dataset.sure = '1';
      event.currentTarget.textContent = say('DiscardSure');
    }
  };
  return row('stop', say('Refused'), value,
    el('ul', { class: 'why' }, texts.map(text => el('li', {}, text))),
    el('div', { class: 'actions' },
      el('a', { class: 'button primary', href: `#/case/${value.id}` }, say('Mend')),
      value.refused.address && el('a', { class: 'button', href: value.refused.address }, say('OpenStored')),
      el('button', { type: 'button', class: 'plain', on: { click: remove } }, say('Discard'))));
}

const keptRow = ({ title, about, refused, nodes }) => el('li', {}, el('div', { class: 'kept' },
  el('b', {}, title), el('span', { class: `tag ${refused.length > 0 ? 'stop' : 'wait'}` }, say(refused.length > 0 ? 'Refused' : 'Waiting')),
  el('small', {}, about), refused.length > 0 && el('ul', { class: 'why' }, refused.map(text => el('li', {}, text))), nodes));

function list(title, rows) {
  return rows.length > 0 && el('section', { class: 'card' }, el('h2', {}, title), el('ul', { class: 'list' }, rows));
}

async function notes(context, unsent) {
  const others = await countOfOthers(context.store?.account ?? null, context.unsentKinds);
  const state = context.sending?.state;
  return [
    !context.store && callout('wait', 'alert', el('p', {}, say('NoAccount')), signIn()),
    context.store && state === 'out' && callout('wait', 'alert', el('p', {}, say(unsent > 0 ? 'SignedOutUnsent' : 'SignedOut', unsent)), signIn()),
    context.store && state === 'unreachable' && unsent > 0 && callout('wait', 'clock', el('p', {}, say('Unreachable', unsent))),
    others > 0 && callout('wait', 'alert', el('p', {}, say('Others', others))),
  ];
}

/** @type {(views: import('../dom.js').View[]) => import('../dom.js').View} */
export const homeView = views => ({
  path: '',

  async render(context) {
    const { store, kit } = context;
    const { waiting, refused, sent } = store ? await contents(store) : { waiting: [], refused: [], sent: [] };
    const draft = store && (await store.get('draft', 'case'));
    const kept = await context.kept();
    const unsent = waiting.length + refused.length + kept.length + (store ? (await unsentRoom(store)).length : 0);
    const ready = kit && kit.sections.length > 0;
    const links = (await Promise.all(views.map(view => view.link?.(context)))).filter(Boolean);
    return [
      el('h1', {}, say('Title')),
      context.message && el('p', { class: 'callout done', role: 'status' }, icon('check'), el('span', {}, context.message)),
      kit && el('p', { class: 'quiet' }, kit.name),
      await notes(context, unsent),
      kit && !ready && callout('wait', 'alert', el('p', {}, say('NoPackage'))),
      draft && el('p', {}, el('a', { class: 'button wide', href: draft.of ? `#/case/${draft.of}` : '#/case' }, icon('edit'), ' ', say('Draft'))),
      list(say('Refused.Title', refused.length, size(refused)), refused.map(found => refusedRow(context, found))),
      list(say('Waiting.Title', waiting.length, size(waiting)), waiting.map(({ value }) => row('wait', say('Waiting'), value,
        el('div', { class: 'actions' },
          el('a', { class: 'button', href: `#/case/${value.id}` }, say('Change')),
          !value.tried && el('a', { class: 'button primary', href: `#/room/${value.id}` }, say('Room.Show')))))),
      list(say('Kept.Title', kept.length), kept.map(keptRow)),
      waiting.length + kept.length > 0 && el('p', {}, el('button', { type: 'button', on: { click: () => context.sendNow() } }, say('SendNow'))),
      store && unsent === 0 && el('section', { class: 'card', id: 'nothing' }, el('p', {}, icon('check'), ' ', say('Nothing'))),
      list(say('Sent.Title', sent.length), sent.map(({ value }) => el('li', {}, el('a', { href: value.address }, icon('check'),
        el('span', {}, el('b', {}, value.title), el('small', {}, `${say('Code', value.code)} · ${say('SentAt', showTime(value.at))}`)), el('span', { class: 'tag done' }, say('Sent')))))),
      links.length > 0 && el('div', { class: 'stack' }, links),
      el('nav', { class: 'row' },
        el('a', { class: 'button plain', href: '/logbook' }, say('Logbook')),
        store && el('a', { class: 'button plain', href: '#/leave' }, icon('logout'), ' ', say('Leave'))),
      ready && el('div', { class: 'dock' },
        (kit.repeat || sent.length + unsent > 0) && el('a', { class: 'button', href: '#/case/repeat' }, say('Repeat')),
        el('a', { class: 'button primary', href: '#/case' }, say('Case'))),
    ].flat(Infinity).filter(Boolean);
  },
});
