// What other modules add to the shell: a script of each, begun with what the shell gives. It exports `begin(shell)`.

import { el, icon, say, showTime } from './dom.js';
import { uuid7 } from './ids.js';
import { ask, isSignedOut, session } from './session.js';

/**
 * @typedef {object} Part
 * @property {import('./dom.js').View[]} views Its screens.
 * @property {string} unsent Kind of the rows that only this phone has.
 * @property {(store: Store, enter: () => Promise<{ token?: string, stays?: Stays }>) => Promise<Stays | null>} send Brings them to the site; why something
 * stays, null where nothing does. `enter` is asked where there is something: whether whoever they belong to is signed in.
 * @property {(context: import('./dom.js').Context) => Promise<Kept[]>} kept What is only here, for the first screen and for who signs out.
 * @property {(store: Store) => Promise<void>} [greet] Called with network, after it is known who is signed in.
 * @typedef {'out' | 'other' | 'unreachable'} Stays
 * @typedef {{ title: string, about: string, refused: string[], nodes?: Node[] }} Kept `refused`: sentences that say why the site did not take it.
 * @typedef {Awaited<ReturnType<typeof import('./store.js').open>>} Store
 */

const shell = { el, icon, say, showTime, uuid7, ask, isSignedOut, session };

let begun = null;

/**
 * @param {string[]} addresses Of their scripts, in the order in which they send.
 * @returns {Promise<Part[]>}
 */
export function parts(addresses) {
  begun ??= Promise.all(addresses.map(async address => (await import(address)).begin(shell)));
  return begun;
}

/** Everything of them that only this phone has. */
export const keptOf = async (all, context) => context.store ? (await Promise.all(all.map(part => part.kept(context)))).flat() : [];

/** Sends for all of them; the first reason why something stays. */
export async function sendAllOf(all, store) {
  let entered = null;
  const enter = () => {
    entered ??= session().then(seen => seen.state !== 'in' ? { stays: seen.state } : seen.session.account !== store.account ? { stays: 'other' } : { token: seen.session.token });
    return entered;
  };
  let stays = null;
  for (const part of all) {
    stays ??= await part.send(store, enter);
  }

  return stays;
}
