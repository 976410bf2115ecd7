// The encrypted store of the logbook on this phone: IndexedDB holds ciphertext (AES-GCM, a fresh IV for each row) and, for each account, a key that
// scripts may use and never read. Kind, id and time of a row stay readable, so that rows can be counted without a key; nothing else does.

const NAME = 'training-phone';
const KEYS = 'keys';
const ROWS = 'rows';
const MARKS = 'marks';
const CURRENT = 'current';
const IV_BYTES = 12;

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;
let connection = null;

/** The phone was wiped, or the account's key is gone: nothing was stored. */
export class WipedError extends Error {}

const answer = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const finished = transaction => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error ?? new WipedError('The transaction was undone.'));
  transaction.onerror = () => reject(transaction.error);
});

function connect() {
  connection ??= (async () => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(KEYS, { keyPath: 'account' });
      request.result.createObjectStore(ROWS, { keyPath: ['account', 'kind', 'id'] });
      request.result.createObjectStore(MARKS, { keyPath: 'name' });
    };
    const db = await answer(request);

    // Another tab wipes the phone: a connection that stayed open would stop it.
    db.onversionchange = () => disconnect();
    db.onclose = () => { connection = null; };
    return db;
  })().catch(error => {
    connection = null;
    throw error;
  });
  return connection;
}

function disconnect() {
  connection?.then(db => db.close(), () => {});
  connection = null;
}

// Changes are on the disk before anybody is told "kept".
async function begin(names, mode) {
  const db = await connect();
  return db.transaction(names, mode, mode === 'readwrite' ? { durability: 'strict' } : undefined);
}

const tell = what => channel?.postMessage(what);

// What a row belongs to is sealed with it: ciphertext that is moved to another row, kind or account can not be opened.
const bound = (account, kind, id) => new TextEncoder().encode(JSON.stringify([NAME, account, kind, id]));

async function seal(key, account, kind, id, value) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const raw = value instanceof Uint8Array;
  const plain = raw ? value : new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(account, kind, id) }, key, plain);
  return { account, kind, id, iv, data, raw, at: Date.now() };
}

async function unseal(key, row) {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv, additionalData: bound(row.account, row.kind, row.id) }, key, row.data);
  return { id: row.id, kind: row.kind, at: row.at, stamp: String(row.iv), size: row.data.byteLength, value: row.raw ? new Uint8Array(plain) : JSON.parse(new TextDecoder().decode(plain)) };
}

async function keyOf(account) {
  const found = await answer((await begin(KEYS, 'readonly')).objectStore(KEYS).get(account));
  if (found) {
    return found;
  }

  const made = {
    account,
    mark: crypto.randomUUID(),
    key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    signing: await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']),
  };
  const transaction = await begin(KEYS, 'readwrite');
  const keys = transaction.objectStore(KEYS);
  const winner = await answer(keys.get(account));
  if (!winner) {
    keys.add(made);
  }

  await finished(transaction);
  return winner ?? made;
}

const base64Url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const rangeOf = (account, kind) => IDBKeyRange.bound([account, kind], [account, kind, []]);

/**
 * A kept thing.
 * @typedef {{ id: string, kind: string, at: number, stamp: string, size: number, value: any }} Row `at` is when it was stored (ms), `stamp` is another after
 * each change, `size` the bytes of its ciphertext.
 */

/**
 * Opens the part of the store that belongs to one account; rows of others can neither be read nor changed through it.
 * @param {string} account The account's id.
 */
export async function open(account) {
  const own = await keyOf(account);

  return {
    account,

    /**
     * Stores and removes rows in one transaction: all or nothing.
     * @param {{ kind: string, id: string, value: any }[]} puts
     * @param {{ kind: string, id: string }[]} removes
     * @param {Row | null} seen Only while this row is as it was read; another tab, or an answer of the site, may be faster.
     * @returns {Promise<boolean>} False: it is not, and nothing was changed.
     * @throws {WipedError} The phone was wiped meanwhile; nothing was stored.
     */
    async change(puts, removes = [], seen = null) {
      const sealed = await Promise.all(puts.map(row => seal(own.key, account, row.kind, row.id, row.value)));
      const transaction = await begin([KEYS, ROWS], 'readwrite');
      const done = finished(transaction);
      const now = await answer(transaction.objectStore(KEYS).get(account));
      if (now?.mark !== own.mark) {
        transaction.abort();
        await done.catch(() => {});
        throw new WipedError('The key is gone.');
      }

      const rows = transaction.objectStore(ROWS);
      if (seen) {
        const there = await answer(rows.get([account, seen.kind, seen.id]));
        if (!there || String(there.iv) !== seen.stamp) {
          await done;
          return false;
        }
      }

      removes.forEach(row => rows.delete([account, row.kind, row.id]));
      sealed.forEach(row => rows.put(row));
      await done;
      tell('changed');
      return true;
    },

    /** The public half of this phone's key for the account (SubjectPublicKeyInfo, base64url); the other half can be used here and never read. */
    async publicKey() {
      return base64Url(await crypto.subtle.exportKey('spki', own.signing.publicKey));
    },

    /** Signs a text with it: ECDSA with SHA-256, as r ‖ s in base64url. */
    async sign(text) {
      return base64Url(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, own.signing.privateKey, new TextEncoder().encode(text)));
    },

    /** Stores a row, in the place of one with the same kind and id; bytes as they are, anything else as JSON. */
    put(kind, id, value) {
      return this.change([{ kind, id, value }]);
    },

    remove(kind, id) {
      return this.change([], [{ kind, id }]);
    },

    /** @returns {Promise<any>} The value, or null. */
    async get(kind, id) {
      return (await this.row(kind, id))?.value ?? null;
    },

    /** @returns {Promise<Row | null>} The row, to be changed only while it stays as it is. */
    async row(kind, id) {
      const transaction = await begin([KEYS, ROWS], 'readonly');
      const [key, row] = await Promise.all([answer(transaction.objectStore(KEYS).get(account)), answer(transaction.objectStore(ROWS).get([account, kind, id]))]);
      return key && row ? unseal(key.key, row) : null;
    },

    /** @returns {Promise<Row[]>} All rows of a kind, in the order of their ids. */
    async list(kind) {
      const transaction = await begin([KEYS, ROWS], 'readonly');
      const [key, rows] = await Promise.all([answer(transaction.objectStore(KEYS).get(account)), answer(transaction.objectStore(ROWS).getAll(rangeOf(account, kind)))]);
      return key ? Promise.all(rows.map(row => unseal(key.key, row))) : [];
    },
  };
}

/** Whether this phone has a store at all; where the browser can not say, it is looked into. */
export async function exists() {
  return indexedDB.databases ? (await indexedDB.databases()).some(database => database.name === NAME) : true;
}

/** How many rows of a kind an account has; needs no key. */
export async function count(account, kind) {
  return answer((await begin(ROWS, 'readonly')).objectStore(ROWS).count(rangeOf(account, kind)));
}

/**
 * How many rows of these kinds belong to other accounts.
 * @param {string | null} account Null: to any.
 * @param {string[]} kinds
 */
export async function countOfOthers(account, kinds) {
  const keys = await answer((await begin(ROWS, 'readonly')).objectStore(ROWS).getAllKeys());
  return keys.filter(key => kinds.includes(key[1]) && key[0] !== account).length;
}

/** A note of the phone itself, about no case and no patient; null where there is none. */
export async function mark(name) {
  return (await answer((await begin(MARKS, 'readonly')).objectStore(MARKS).get(name)))?.value ?? null;
}

export async function setMark(name, value) {
  const transaction = await begin(MARKS, 'readwrite');
  transaction.objectStore(MARKS).put({ name, value });
  await finished(transaction);
}

/** The account that was last seen signed in on this phone: whose rows are shown without network. Null before anybody was. */
export const current = () => mark(CURRENT);

/** Says who is signed in; what belongs to somebody else is shown no more. */
export const setCurrent = account => setMark(CURRENT, account);

/**
 * Wipes the phone: every key first, so that what may linger on the disk can not be opened any more, then all rows, then the database itself.
 * Other tabs are told.
 */
export async function wipe() {
  const keys = await begin(KEYS, 'readwrite');
  keys.objectStore(KEYS).clear();
  await finished(keys);
  const rest = await begin([ROWS, MARKS], 'readwrite');
  rest.objectStore(ROWS).clear();
  rest.objectStore(MARKS).clear();
  await finished(rest);
  tell('wiped');
  disconnect();
  await new Promise(resolve => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

/**
 * Hears of changes by other tabs.
 * @param {(what: 'changed' | 'wiped') => void} listener
 */
export function watch(listener) {
  channel?.addEventListener('message', event => listener(event.data));
}
