// Who is signed in at the site, and whether it can be reached at all.

/**
 * @typedef {{ account: string, name: string, mayLog: boolean, language: string, token: string, now: number }} Session
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

// Nothing about anybody: only that somebody wanted to sign out while the site could not be reached.
const LEAVING = 'training-phone-leaving';

/**
 * Ends the session at the site; the phone is wiped already. Where the site can not be reached, that is remembered and done as soon as it can.
 * @returns {Promise<boolean>} Whether the session is over.
 */
export async function leave() {
  localStorage.setItem(LEAVING, '1');
  const seen = await session();
  if (seen.state === 'unreachable') {
    return false;
  }

  if (seen.state === 'in') {
    try {
      const answer = await ask('/account/logout', { method: 'POST', body: new URLSearchParams({ __RequestVerificationToken: seen.session.token }) });
      if (!isSignedOut(answer)) {
        return false;
      }
    } catch {
      return false;
    }
  }

  localStorage.removeItem(LEAVING);
  return true;
}

/** Whether somebody signed out here without network and the session may still run. */
export const isLeaving = () => localStorage.getItem(LEAVING) !== null;
