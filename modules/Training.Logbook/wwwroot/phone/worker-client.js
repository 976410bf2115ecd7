// The page's side of the service worker.

const ADDRESS = '/phone/sw.js';
const SCOPE = '/phone';

// The site's policy lets no text become the address of a script; this lets through one.
const policy = globalThis.trustedTypes?.createPolicy('training-phone', {
  createScriptURL: address => {
    if (address !== ADDRESS) {
      throw new TypeError('Not the service worker of the phone.');
    }

    return address;
  },
});

/** Keeps the shell on this phone; called only for people who may use it. A browser that refuses (a private window) works with network only. */
export async function register() {
  if (!('serviceWorker' in navigator)) {
    return;
  }

  try {
    const registration = await navigator.serviceWorker.register(policy ? policy.createScriptURL(ADDRESS) : ADDRESS, { scope: SCOPE, updateViaCache: 'none' });

    // A newer shell takes over between two screens; what is typed is kept as it is typed.
    registration.waiting?.postMessage('activate');
  } catch {
    // Nothing is lost: the shell is fetched each time.
  }
}

/** The kept shell speaks the language it was fetched in: fetches it anew where the person has chosen another. */
export async function showShellIn(language) {
  if (language === document.documentElement.lang) {
    return;
  }

  const worker = (await navigator.serviceWorker?.getRegistration(SCOPE))?.active;
  if (worker) {
    const { port1, port2 } = new MessageChannel();
    const fetched = new Promise(resolve => { port1.onmessage = event => resolve(event.data); });
    worker.postMessage('shell', [port2]);
    if (!(await fetched)) {
      return;
    }
  }

  location.reload();
}
