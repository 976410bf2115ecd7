// Signing out of a shared phone: what is only here is named before it is gone.

import { el, icon, say, showDay } from '../dom.js';
import { leave } from '../leaving.js';
import { contents } from '../outbox.js';
import { unsent as unsentRoom } from '../room/room.js';
import { countOfOthers } from '../store.js';

/** @type {import('../dom.js').View} */
export const leaveView = {
  path: 'leave',

  async render(context) {
    const { waiting, refused } = context.store ? await contents(context.store) : { waiting: [], refused: [] };
    const unsent = [
      ...[...refused, ...waiting].map(({ value }) => `${value.title} · ${showDay(value.fields['Input.PerformedOn'][0])} · ${value.code}`),
      ...(context.store ? await unsentRoom(context.store) : []).map(signing => `${signing.title} · ${signing.code}`),
      ...(await context.kept()).map(({ title, about }) => `${title} · ${about}`),
    ];
    const account = context.store?.account ?? null;
    const others = await countOfOthers(account, context.unsentKinds);
    const go = async event => {
      event.currentTarget.disabled = true;
      if (await leave(context.store?.account ?? null)) {
        location.assign('/');
      } else {
        context.done(say('Left'));
        context.go('#/');
      }
    };
    return [
      el('h1', {}, say('Leave')),
      unsent.length > 0
        ? el('div', { class: 'callout stop' }, icon('alert'), el('div', {}, el('p', {}, say('Leave.Unsent', unsent.length)),
          el('ul', {}, unsent.map(words => el('li', {}, words)))))
        : el('p', {}, say('Leave.Nothing')),
      others > 0 && el('div', { class: 'callout stop' }, icon('alert'), el('p', {}, say('Leave.Others', others))),
      el('p', {}, say('Leave.About')),
      el('div', { class: 'dock' },
        el('a', { class: 'button', href: '#/' }, say('Back')),
        unsent.length > 0 && el('button', { type: 'button', on: { click: async () => { await context.sendNow(); context.go('#/'); } } }, say('SendFirst')),
        el('button', { type: 'button', class: 'danger', on: { click: go } }, say(unsent.length + others > 0 ? 'Leave.Anyway' : 'Leave.Now'))),
    ].filter(Boolean);
  },
};
