// The service worker of the phone's shell. The site puts `BUILD` before it: the version, which is the hash of all files, and their addresses.
// It keeps the shell and its files, the same for everybody; never an answer about a person.

/* global BUILD */
const PREFIX = 'training-phone-';
const CACHE = PREFIX + BUILD.version;
const SHELL = '/phone';
const files = new Set(BUILD.files);

const VERSION_HEADER = 'Phone-Version';

// All or nothing, and of one version: a shell of a newer site does not go with these files.
async function fetchFile(address) {
  const response = await fetch(new Request(address, { cache: 'no-cache', credentials: 'same-origin' }));
  if (!response.ok || response.redirected || (address === SHELL && response.headers.get(VERSION_HEADER) !== BUILD.version)) {
    throw new TypeError(`${address} can not be kept.`);
  }

  return response;
}

async function keep(addresses) {
  const cache = await caches.open(CACHE);
  const answers = await Promise.all(addresses.map(async address => [address, await fetchFile(address)]));
  await Promise.all(answers.map(([address, response]) => cache.put(address, response)));
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith(PREFIX) && name !== CACHE).map(name => caches.delete(name)));
}

async function fromCache(address, request) {
  const kept = await (await caches.open(CACHE)).match(address);
  return kept ?? fetch(request);
}

self.addEventListener('install', event => event.waitUntil(keep(BUILD.files)));

self.addEventListener('activate', event => event.waitUntil(dropOthers().then(() => self.clients.claim())));

self.addEventListener('message', event => {
  if (event.data === 'activate') {
    self.skipWaiting();
  } else if (event.data === 'shell') {
    event.waitUntil(keep([SHELL]).then(() => event.ports[0]?.postMessage(true), () => event.ports[0]?.postMessage(false)));
  }
});

self.addEventListener('fetch', event => {
  const address = new URL(event.request.url);
  const isShell = event.request.mode === 'navigate' && address.pathname === SHELL;
  if (event.request.method === 'GET' && address.origin === self.location.origin && (isShell || files.has(address.pathname)) && address.pathname !== '/phone/sw.js') {
    event.respondWith(fromCache(address.pathname, event.request));
  }
});
