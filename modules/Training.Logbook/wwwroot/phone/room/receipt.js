// What the site has said about a case that was signed in the room, in words, on either phone.

import { el, icon, say } from '../dom.js';

/** @param {import('./room.js').Signing} signing */
export function receiptOf(signing) {
  const { receipt } = signing;
  if (!receipt) {
    return el('p', { class: 'callout wait', 'data-receipt': 'waiting' }, icon('clock'), el('span', {}, say(signing.decision ? 'Room.Receipt.Waiting' : 'Room.Receipt.Unsent')));
  }

  if (receipt.decision !== 'refused') {
    const words = receipt.decision === 'none' ? 'Room.Receipt.Alone' : receipt.decision === 'already' ? 'Room.Receipt.Already' : 'Room.Receipt.Stored';
    return el('p', { class: `callout ${receipt.decision === 'none' ? 'wait' : 'done'}`, 'data-receipt': receipt.decision }, icon('check'), el('span', {}, say(words)));
  }

  return el('div', { class: 'callout stop', role: 'alert', 'data-receipt': 'refused' }, icon('alert'), el('div', {},
    el('b', {}, say(receipt.case === 'refused' ? 'Room.Receipt.NothingStored' : 'Room.Receipt.CaseWaits')),
    el('p', {}, receipt.why ?? ''),
    (receipt.differences ?? []).length > 0 && el('p', {}, say('Room.Receipt.Differences')),
    el('ul', {}, (receipt.differences ?? []).map(fact => el('li', {}, `${fact.label}: ${fact.before ?? '–'} → ${fact.value}`)))));
}
