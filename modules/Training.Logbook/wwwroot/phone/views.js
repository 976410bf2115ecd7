// The screens of the shell. To add one: a module in `views/` that exports a View (dom.js says what that is), and a line here. Its words are resources
// of the module with the prefix `Phone.`; the service worker keeps every file of this folder by itself; a `link` puts it on the first screen.

import { caseView } from './views/case.js';
import { homeView } from './views/home.js';
import { leaveView } from './views/leave.js';
import { roomView } from './views/room.js';
import { signView } from './views/sign.js';

const others = [caseView, leaveView, roomView, signView];

/** @type {import('./dom.js').View[]} The first is shown where the address names none. */
export const views = [homeView(others), ...others];
