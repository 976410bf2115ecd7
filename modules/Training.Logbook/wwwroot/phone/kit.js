// The kit: everything one person needs to write a case without network, in their language. Fetched whenever the site can be reached, kept
// encrypted with the rest.

import { ask, isSignedOut } from './session.js';

/**
 * @typedef {object} Field
 * @property {string} name As the form of the site has it: `Input.Stage`.
 * @property {'radio' | 'check' | 'one' | 'select' | 'selects' | 'date' | 'time' | 'number' | 'text' | 'area'} kind
 * @property {string} label
 * @property {string} [look] Class of the choices.
 * @property {string} [hint]
 * @property {{ value: string, label: string, about?: string, options?: { value: string, label: string }[] }[]} [options]
 * @property {string} [missing] Required where the field is shown; what is said where it is empty.
 * @property {{ name: string, value: string }} [when] Shown only while that field has that value.
 * @property {number} [max] Longest text, or largest number.
 */

/**
 * @typedef {object} Kit
 * @property {string} account Whose.
 * @property {string} name How they are called.
 * @property {string} language
 * @property {{ title?: string, about?: string, folded: boolean, fields: Field[] }[]} sections
 * @property {Record<string, string[]>} last What was likely the same last time, by field.
 * @property {Record<string, string[]> | null} repeat The last case to be repeated; null where there is none.
 * @property {Record<string, string[]>} supervision Kinds of supervision by stage.
 * @property {Record<string, [string, string]>} periods First and last day by choice.
 */

const KIND = 'kit';
const ID = 'logbook';

/** @returns {Promise<Kit | null>} What was fetched last. */
export async function readKit(store) {
  return (await store.get(KIND, ID))?.kit ?? null;
}

/**
 * Fetches the kit where it changed.
 * @param {Awaited<ReturnType<typeof import('./store.js').open>>} store Of the account that is signed in.
 * @returns {Promise<'new' | 'same' | 'out' | 'unreachable'>}
 */
export async function fetchKit(store) {
  const before = await store.get(KIND, ID);
  let response;
  try {
    response = await ask('/logbook/phone/kit', { headers: { Accept: 'application/json', ...(before ? { 'If-None-Match': before.tag } : {}) } });
  } catch {
    return 'unreachable';
  }

  if (response.status === 304) {
    await response.arrayBuffer(); // read to its end, or the browser calls it broken off
    return 'same';
  }

  if (!response.ok || isSignedOut(response)) {
    return isSignedOut(response) ? 'out' : 'unreachable';
  }

  const kit = await response.json();
  if (kit.account !== store.account) {
    return 'out'; // somebody else signed in between two requests
  }

  await store.put(KIND, ID, { tag: response.headers.get('ETag'), kit });
  return 'new';
}
