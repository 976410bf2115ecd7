// What two phones have agreed on in the room, as each of them keeps it: the learner's case, signed by the key of their phone, and the mentor's answer,
// signed by their passkey. Either phone brings both to the site; until it has said what became of them, the row stays.

import { ask, isSignedOut, session } from '../session.js';
import { caseContent, statement } from './canonical.js';

const ROOM = 'room';
const DONE = 'roomdone';
const KIT = 'roomkit';
const TICKET = 'ticket';
const KEPT_DONE = 20;

/**
 * @typedef {object} Signing
 * @property {string} id Of the entry.
 * @property {string} code Case code.
 * @property {string} title Technique, for the list.
 * @property {Record<string, string[]>} [fields] What the learner's form said, to begin anew where the site takes nothing.
 * @property {string} [learner] Name, on the mentor's phone.
 * @property {'trainee' | 'mentor'} role Whose phone this is.
 * @property {{ statement: string, texts: Record<string, { text: string, salt: string }>, signature: string }} shown What the learner's phone shows.
 * @property {object | null} decision What the mentor's phone answers; null before.
 * @property {{ case: string, decision: string, why?: string, differences?: object[] } | null} receipt What the site has said; null before it was asked.
 * @property {number} at When it was made, by this phone's clock.
 */

const JSON_TYPE = { 'Content-Type': 'application/json', Accept: 'application/json' };

const post = (address, value) => ask(address, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(value) });

async function fetchKit(store, role, address) {
  const response = await ask(address, { headers: { Accept: 'application/json' } });
  if (response.status === 404) {
    await store.remove(KIT, role); // whoever has no position today signs nothing
  } else if (response.ok && !isSignedOut(response)) {
    const kit = await response.json();
    if (kit.account === store.account) {
      await store.put(KIT, role, kit);
      return kit;
    }
  }

  return null;
}

/** Fetches what this phone needs in the room, as far as its account may; makes its key known. */
export async function fetchKits(store, { mayLog, maySign }) {
  try {
    const kit = mayLog && (await fetchKit(store, 'trainee', '/logbook/room/kit'));
    if (kit?.person) {
      const registered = await post('/logbook/room/key', { publicKey: await store.publicKey() });
      if (registered.ok && !isSignedOut(registered)) {
        await store.put(KIT, 'trainee', { ...kit, device: (await registered.json()).id });
      }
    }

    if (maySign) {
      await fetchKit(store, 'mentor', '/sign/room/kit');
    } else {
      await store.remove(KIT, 'mentor'); // a right that is gone
    }
  } catch {
    // No network: the last ones stay.
  }
}

/** @returns {Promise<any>} The kit of a role; null where this account has none. */
export const readKit = (store, role) => store.get(KIT, role);

/** @returns {Promise<{ id: string, nonce: string, expiresAt: string }[]>} Tickets that are not over, the oldest first. */
export async function tickets(store) {
  const rows = await store.list(TICKET);
  return rows.map(row => row.value).filter(ticket => Date.parse(ticket.expiresAt) > Date.now()).sort((a, b) => a.expiresAt.localeCompare(b.expiresAt));
}

/** Tickets that the site must not take back: those left, and those under what has not been sent. */
export async function heldTickets(store) {
  const [left, rows] = await Promise.all([tickets(store), store.list(ROOM)]);
  return [...left.map(ticket => ticket.id), ...rows.map(row => row.value.decision?.ticket).filter(Boolean)];
}

export const keepTickets = (store, fresh) => store.change(fresh.map(ticket => ({ kind: TICKET, id: ticket.id, value: ticket })));

/**
 * Takes a case out of what waits to be sent, and makes it ready to be shown. From here on it is sent with what was signed about it, or, where nobody
 * answers, alone: a request as any other.
 * @returns {Promise<Signing | null>} Null: it was sent, changed or thrown away meanwhile.
 */
export async function begin(store, waiting, kit) {
  const own = await readKit(store, 'trainee');
  const content = await caseContent(waiting, kit, own.choices[waiting.fields['Input.Choice'][0]]);
  const text = statement(waiting, content.text, own.device, own.person, Date.now());
  const signing = {
    id: waiting.id,
    code: waiting.code,
    title: waiting.title,
    fields: waiting.fields,
    role: 'trainee',
    shown: { statement: text, texts: content.texts, signature: await store.sign(text) },
    decision: null,
    receipt: null,
    at: Date.now(),
  };
  const row = await store.row('case', waiting.id);
  const isStill = row && !row.value.tried && !row.value.refused && JSON.stringify(row.value.fields) === JSON.stringify(waiting.fields);
  return isStill && (await store.change([{ kind: ROOM, id: signing.id, value: signing }], [{ kind: 'case', id: waiting.id }], row)) ? signing : null;
}

/** Whether a case can still be shown: made on this phone, with a key that the site knows, and never sent the other way. */
export async function canBegin(store, waiting) {
  const own = await readKit(store, 'trainee');
  return Boolean(own?.device && own.choices[waiting.fields['Input.Choice'][0]] && !waiting.tried && !waiting.refused);
}

/** @returns {Promise<Signing | null>} */
export const find = async (store, id) => (await store.get(ROOM, id)) ?? store.get(DONE, id);

/** Keeps the mentor's answer; a ticket is gone with it. */
export const keepDecision = (store, signing, decision, ticket = null) => store.change(
  [{ kind: ROOM, id: signing.id, value: { ...signing, decision, receipt: null } }],
  ticket ? [{ kind: TICKET, id: ticket.id }] : []);

/** @returns {Promise<{ open: Signing[], done: Signing[] }>} The newest first. */
export async function contents(store) {
  const [open, done] = await Promise.all([store.list(ROOM), store.list(DONE)]);
  const newest = rows => rows.map(row => row.value).sort((a, b) => b.at - a.at);
  return { open: newest(open), done: newest(done) };
}

/** What the site has never answered. */
export const unsent = async store => (await contents(store)).open.filter(signing => !signing.receipt);

const isOver = (signing, receipt) => receipt.decision !== 'none' || signing.role === 'mentor';

async function sendOne(store, signing) {
  const ownRating = signing.role === 'trainee' ? Number(signing.fields?.['Input.OwnRating']?.[0]) || null : null; // never shown to the mentor's phone
  const response = await post('/logbook/room', { ...signing.shown, decision: signing.decision, ownRating });
  if (isSignedOut(response) || ![200, 403, 422].includes(response.status) || !response.headers.get('Content-Type')?.includes('json')) {
    return false;
  }

  // Final is only what this address has said itself: a session without rights is refused before it, and what was signed waits for another.
  const said = await response.json().catch(() => null);
  if (!(response.ok ? said?.case : typeof said?.why === 'string')) {
    return false;
  }

  const receipt = response.ok ? said : { case: 'refused', decision: 'refused', why: said.why };

  // An answer may have been scanned meanwhile.
  const now = await store.get(ROOM, signing.id);
  if (!now || (now.decision && !signing.decision)) {
    return true;
  }

  const row = { id: signing.id, value: { ...now, receipt } };
  await (isOver(signing, receipt) ? store.change([{ kind: DONE, ...row }], [{ kind: ROOM, id: signing.id }]) : store.change([{ kind: ROOM, ...row }]));
  return true;
}

/**
 * Brings everything to the site that it has not answered for good.
 * @returns {Promise<'out' | 'other' | 'unreachable' | null>} Why something stays; null where nothing does.
 */
export async function send(store) {
  const { open, done } = await contents(store);
  const seen = open.length > 0 ? await session() : null;
  if (seen && (seen.state !== 'in' || seen.session.account !== store.account)) {
    return seen.state === 'in' ? 'other' : seen.state; // what is here belongs to somebody else than who is signed in
  }

  let stays = null;
  for (const signing of open.reverse()) {
    if (!(await sendOne(store, signing))) {
      stays = 'unreachable'; // the others are not kept waiting by it
    }
  }

  const old = done.slice(KEPT_DONE);
  if (old.length > 0) {
    await store.change([], old.map(signing => ({ kind: DONE, id: signing.id })));
  }

  return stays;
}
