// Signing out of a phone: first what is kept here, then the session at the site.

import { ask, isSignedOut, session } from './session.js';
import { exists, mark, setMark, wipe } from './store.js';

const LEAVING = 'leaving';

// Whose session it is matters: somebody else may have signed in since.
async function endSession(account) {
  const seen = await session();
  if (seen.state !== 'in') {
    return seen.state === 'out';
  }

  if (seen.session.account !== account) {
    return true;
  }

  try {
    return isSignedOut(await ask('/account/logout', { method: 'POST', body: new URLSearchParams({ __RequestVerificationToken: seen.session.token }) }));
  } catch {
    return false;
  }
}

/**
 * Wipes the phone and ends the session. Where the site can not be reached, only whose session is to end is remembered.
 * @param {string | null} account Who leaves.
 * @returns {Promise<boolean>} Whether the session is over.
 */
export async function leave(account) {
  await wipe();
  if (!account || (await endSession(account))) {
    return true;
  }

  await setMark(LEAVING, account);
  return false;
}

/**
 * Ends the session that somebody left behind without network; called before anything else is asked of the site.
 * @returns {Promise<'nothing' | 'ended' | 'unreachable'>}
 */
export async function finishLeaving() {
  const account = (await exists()) ? await mark(LEAVING) : null;
  if (!account) {
    return 'nothing';
  }

  if (!(await endSession(account))) {
    return 'unreachable';
  }

  await setMark(LEAVING, null);
  return 'ended';
}
