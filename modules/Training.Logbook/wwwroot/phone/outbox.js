// Cases that are only on this phone, and how they reach the site exactly once: a case is named here, sent under that name until the site has
// said that it is stored, and taken out only then.

import { uuid7 } from './ids.js';
import { sendAllOf } from './parts.js';
import { send as sendRoom } from './room/room.js';
import { ask, isSignedOut, session as readSession } from './session.js';

const WAITING = 'case';
const SENT = 'sent';
const KEPT_SENT = 20;
const LONGEST_PAUSE = 5 * 60 * 1000;
const FIRST_PAUSE = 5000;

// Without vowels and without characters that are easily mistaken, as the site makes them.
const CODE_ALPHABET = '23456789BCDFGHJKLMNPQRSTVWXZ';
const CODE_LENGTH = 8;

/**
 * A case as it waits here.
 * @typedef {object} WaitingCase
 * @property {string} id Of the entry: a UUID of version 7, made here and kept by the site.
 * @property {string} versionId Of its first version, likewise.
 * @property {string} code Case code, likewise.
 * @property {Record<string, string[]>} fields What the form would send, by field.
 * @property {number} writtenAt When it was saved on this phone, by this phone's clock.
 * @property {string} title Technique, for the list.
 * @property {boolean} tried It was sent once at least, and the answer may have been lost.
 * @property {Refusal | null} refused Why the site did not take it; null while it waits.
 */

/**
 * @typedef {{ at: number, errors: Record<string, string[]>, address?: string }} Refusal By field; '' is for the case as a whole. `address`: the site has
 * this case already, with other content.
 */

/**
 * @typedef {object} Outcome
 * @property {'sent' | 'nothing' | 'out' | 'other' | 'unreachable'} state 'out': nobody is signed in. 'other': somebody else is.
 * @property {number} stored How many the site took.
 * @property {number} refused How many it refused.
 */

/** A case code, each letter equally likely. */
export function newCode() {
  let code = '';
  while (code.length < CODE_LENGTH) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 256 - (256 % CODE_ALPHABET.length)) {
      code += CODE_ALPHABET[byte % CODE_ALPHABET.length];
    }
  }

  return code;
}

/**
 * Keeps a case until it is sent. The draft goes in the same transaction, so that it is never there twice.
 * @param {Awaited<ReturnType<typeof import('./store.js').open>>} store
 * @param {{ title: string, fields: Record<string, string[]> }} said
 * @param {WaitingCase | null} before The refused or waiting case that this mends; it keeps its names.
 * @param {{ kind: string, id: string }[]} gone Rows that are done with.
 * @returns {Promise<WaitingCase>}
 */
export async function keep(store, said, before = null, gone = []) {
  const now = Date.now();
  const kept = {
    id: before?.id ?? uuid7(now),
    versionId: before?.versionId ?? uuid7(now),
    code: before?.code ?? newCode(),
    tried: false,
    writtenAt: before?.writtenAt ?? now,
    ...said,
    refused: null,
  };

  // It may be on its way just now. Where it is not here any more the site has it, and will say what is different.
  let row;
  do {
    row = before ? await store.row(WAITING, before.id) : null;
    kept.tried = row ? row.value.tried : before !== null;
  } while (!(await store.change([{ kind: WAITING, id: kept.id, value: kept }], gone, row)));

  // From now on something is only here: the browser is asked not to make room with it.
  navigator.storage?.persist?.().catch(() => {});
  return kept;
}

/** @returns {Promise<{ waiting: import('./store.js').Row[], refused: import('./store.js').Row[], sent: import('./store.js').Row[] }>} */
export async function contents(store) {
  const [cases, sent] = await Promise.all([store.list(WAITING), store.list(SENT)]);
  return { waiting: cases.filter(row => !row.value.refused), refused: cases.filter(row => row.value.refused), sent: sent.reverse() };
}

/** @returns {Promise<WaitingCase | null>} */
export const find = (store, id) => store.get(WAITING, id);

/** Throws a case away; the person was asked. */
export const discard = (store, id) => store.remove(WAITING, id);

/** What the site is sent: the fields of its own form, and what this phone has named. */
function bodyOf(waiting, account, token) {
  const body = new URLSearchParams(Object.entries(waiting.fields).flatMap(([name, values]) => values.map(value => [name, value])));
  body.set('_key', waiting.id);
  body.set('__RequestVerificationToken', token);
  body.set('Account', account);
  body.set('EntryId', waiting.id);
  body.set('VersionId', waiting.versionId);
  body.set('CaseCode', waiting.code);
  body.set('WrittenAt', waiting.writtenAt);
  return body;
}

// Marked here before it leaves: whoever changes or shows the case later knows that the site may have it. What was changed, shown or thrown away
// meanwhile is never put back: each step is taken only while the row is as it was read.
async function sendOne(store, id, { token, now }) {
  const row = await store.row(WAITING, id);
  if (!row || row.value.refused) {
    return 'gone';
  }

  const waiting = { ...row.value, tried: true };
  if (!(await store.change([{ kind: WAITING, id, value: waiting }], [], row))) {
    return 'gone';
  }

  let response;
  try {
    response = await ask('/logbook/phone/cases', { method: 'POST', body: bodyOf(waiting, store.account, token), headers: { Accept: 'application/json', 'Phone-Clock': String(Date.now()) } });
  } catch {
    return 'unreachable';
  }

  if (isSignedOut(response)) {
    return 'out';
  }

  const said = response.headers.get('Content-Type')?.includes('json') ? await response.json().catch(() => null) : null;
  const newest = await store.row(WAITING, id);
  const isSame = newest && JSON.stringify(newest.value.fields) === JSON.stringify(waiting.fields);
  if (response.ok && said?.address) {
    // What was changed while it was on its way stays: the next attempt brings the site's answer to that.
    const sent = { kind: SENT, id, value: { id, code: said.code, address: said.address, title: waiting.title, at: Date.now() } };
    if (isSame) {
      await store.change([sent], [{ kind: WAITING, id }], newest);
    } else if (!newest) {
      await store.change([sent]);
    }

    return 'stored';
  }

  if (response.status === 403 && said?.state === 'account') {
    return 'other';
  }

  if (said?.state === 'rename') {
    // The clock of this phone is wrong, or chance has met: the site has nothing under these names, so the case gets new ones.
    const named = uuid7(now);
    if (newest) {
      await store.change([{ kind: WAITING, id: named, value: { ...newest.value, id: named, versionId: uuid7(now), code: newCode(), tried: false } }], [{ kind: WAITING, id }], newest);
    }

    return 'renamed';
  }

  if ((response.status === 422 || response.status === 409) && said?.errors) {
    if (isSame) {
      await store.change([{ kind: WAITING, id, value: { ...newest.value, refused: { at: Date.now(), errors: said.errors, address: said.address } } }], [], newest);
    }

    return 'refused';
  }

  return 'unreachable';
}

async function sendAll(store) {
  const { waiting, sent } = await contents(store);
  const outcome = { state: 'nothing', stored: 0, refused: 0 };
  if (waiting.length === 0) {
    return outcome;
  }

  const seen = await readSession();
  if (seen.state !== 'in') {
    return { ...outcome, state: seen.state };
  }

  if (seen.session.account !== store.account) {
    return { ...outcome, state: 'other' };
  }

  for (const row of waiting) {
    const result = await sendOne(store, row.id, seen.session);
    if (result === 'gone') {
      continue;
    }

    if (result === 'renamed') {
      return { ...outcome, state: 'again' };
    }

    if (result !== 'stored' && result !== 'refused') {
      return { ...outcome, state: result };
    }

    outcome.state = 'sent';
    outcome[result]++;
  }

  const old = sent.slice(Math.max(0, KEPT_SENT - outcome.stored));
  await store.change([], old.map(row => ({ kind: SENT, id: row.id })));
  return outcome;
}

/**
 * Sends everything that waits, oldest first, one tab at a time.
 * @param {Awaited<ReturnType<typeof import('./store.js').open>>} store
 * @param {import('./parts.js').Part[]} parts
 * @returns {Promise<Outcome>}
 */
export function send(store, parts) {
  const all = async () => {
    const outcome = await sendAll(store);
    const last = outcome.state === 'again' ? await sendAll(store) : outcome;
    if (last.state === 'sent' || last.state === 'nothing') {
      const state = (await sendRoom(store).catch(() => 'unreachable')) ?? (await sendAllOf(parts, store).catch(() => 'unreachable'));
      return state ? { ...last, state } : last;
    }

    return last;
  };
  return navigator.locks ? navigator.locks.request('training-phone-outbox', all) : all();
}

/**
 * Sends now, when the network comes back, when the person looks again, and after pauses that grow while the site can not be reached.
 * @param {() => Promise<Awaited<ReturnType<typeof import('./store.js').open>> | null>} storeOf The store of whoever is signed in last.
 * @param {import('./parts.js').Part[]} parts
 * @param {(outcome: Outcome) => void} tell Told after each attempt.
 * @returns {() => Promise<void>} Sends at once.
 */
export function keepSending(storeOf, parts, tell) {
  let pause = FIRST_PAUSE;
  let timer = 0;
  let running = null;
  const attempt = async () => {
    clearTimeout(timer);
    const store = await storeOf();
    if (!store) {
      return;
    }

    let outcome;
    try {
      outcome = await send(store, parts);
    } catch {
      return; // wiped meanwhile
    }

    tell(outcome);
    pause = outcome.state === 'unreachable' ? Math.min(pause * 2, LONGEST_PAUSE) : FIRST_PAUSE;
    if (outcome.state === 'unreachable') {
      timer = setTimeout(now, pause);
    }
  };
  const now = () => {
    // A case that was saved while others were on their way goes in the next round.
    running = (running ?? Promise.resolve()).then(attempt, attempt);
    return running;
  };
  addEventListener('online', now);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now());
  return now;
}
