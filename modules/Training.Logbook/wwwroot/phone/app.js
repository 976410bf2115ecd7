// Starts the shell: shows what is on the phone at once, and then asks the site who is signed in, for the kit, and to take what waits.

import { router } from './dom.js';
import { fetchKit, readKit } from './kit.js';
import { finishLeaving } from './leaving.js';
import { keepSending } from './outbox.js';
import { session } from './session.js';
import { current, exists, open, setCurrent, watch } from './store.js';
import { views } from './views.js';
import { fetchKits } from './room/room.js';
import { keptOf, parts } from './parts.js';
import { register, showShellIn } from './worker-client.js';

// How long the first screen waits for who is signed in, in ms.
const WAIT_TO_KNOW = 1500;

let sending = null;
let message = '';
let shownAt = null;

async function storeOf() {
  const account = (await exists()) ? await current() : null;
  return account ? open(account) : null;
}

async function read() {
  const store = await storeOf();
  shownAt ??= location.hash;
  if (shownAt !== location.hash) {
    message = ''; // said on the screen that came next, for as long as it is shown
  }

  return {
    store,
    kit: store && (await readKit(store)),
    sending,
    message,
    go: hash => { location.hash = hash; },
    done: text => { [message, shownAt] = [text, null]; },
    refresh: () => show(true),
    sendNow,
    kept: () => keptOf(added, { store }),
    unsentKinds: ['case', 'room', ...added.map(part => part.unsent)],
  };
}

const added = await parts(JSON.parse(document.getElementById('screens').content.textContent));
const main = document.getElementById('main');
const { show } = router(views(added.flatMap(part => part.views)), main, read);

const sendNow = keepSending(storeOf, added, async outcome => {
  sending = outcome;
  message = outcome.state === 'sent' ? '' : message; // the lists say it now
  await show(true);
  if (outcome.stored > 0) {
    await greet(); // what was logged last has changed
  }
});

/** Asks who is signed in; from then on the phone shows what belongs to them and nothing else. */
async function identify() {
  if ((await finishLeaving()) === 'unreachable') {
    return { state: 'unreachable' };
  }

  const seen = await session();
  if (seen.state === 'in' && (seen.session.mayUse || (await exists()))) {
    await setCurrent(seen.session.account);
  }

  return seen;
}

/** Brings the phone up to date for whoever is signed in. */
async function greet(identified = identify()) {
  const seen = await identified;
  if (seen.state !== 'in') {
    sending = { state: seen.state, stored: 0, refused: 0 };
    await show(true);
    return;
  }

  const { account, mayUse, language } = seen.session;
  if (mayUse) {
    const store = await open(account);
    if (seen.session.mayLog && (await fetchKit(store)) === 'new') {
      await store.remove('last', 'case');
    }

    await fetchKits(store, seen.session);
    await Promise.all(added.map(part => part.greet?.(store)));
    await register();
  }

  await showShellIn(language);
  sending = null;
  await show(true);
}

watch(() => show(true));

// With network the last person's cases are not shown before it is known whether they are still the one; a bad line does not keep anybody waiting.
const identified = identify();
if (navigator.onLine) {
  await Promise.race([identified, new Promise(resolve => { setTimeout(resolve, WAIT_TO_KNOW); })]);
}

await show();
await greet(identified);
await sendNow();
addEventListener('online', () => greet());
