// Who is signed in at the site, and whether it can be reached at all.

/**
 * @typedef {{ account: string, name: string, mayUse: boolean, mayLog: boolean, maySign: boolean, language: string, token: string, now: number }} Session
 * `token` goes with every post; `now` is the site's clock (ms).
 */

/** How long an answer may take on a bad line before it counts as none, in ms. */
const PATIENCE = 20000;

/** A request to the site that never follows to the sign-in page and never comes from a cache. */
export function ask(address, options = {}) {
  return fetch(address, { credentials: 'same-origin', redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE), ...options });
}

/** The site asked to sign in instead of answering. */
export const isSignedOut = response => response.type === 'opaqueredirect' || response.status === 401;

/** @returns {Promise<{ state: 'in', session: Session } | { state: 'out' | 'unreachable' }>} */
export async function session() {
  try {
    const response = await ask('/logbook/phone/session', { headers: { Accept: 'application/json' } });
    return isSignedOut(response) ? { state: 'out' } : response.ok ? { state: 'in', session: await response.json() } : { state: 'unreachable' };
  } catch {
    return { state: 'unreachable' };
  }
}
