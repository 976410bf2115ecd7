// The screens of the shell. To add one: a module in `views/` that exports a View (dom.js says what that is), and a line here. Its words are resources
// of the module with the prefix `Phone.`; the service worker keeps every file of this folder by itself; a `link` puts it on the first screen.
// Screens of other modules come through parts.js.

import { caseView } from './views/case.js';
import { homeView } from './views/home.js';
import { leaveView } from './views/leave.js';
import { roomView } from './views/room.js';
import { signView } from './views/sign.js';

/**
 * @param {import('./dom.js').View[]} added By other modules.
 * @returns {import('./dom.js').View[]} The first is shown where the address names none.
 */
export function views(added) {
  const others = [caseView, leaveView, roomView, signView, ...added];
  return [homeView(others), ...others];
}
