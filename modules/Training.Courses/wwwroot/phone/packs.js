// Courses that this phone takes along: what is in them, how large, and their parts, each kept as soon as it is there, so that a download goes on where the
// network left it.

/**
 * As the site says it.
 * @typedef {object} Item
 * @property {string} key
 * @property {string} kind In words.
 * @property {string} icon
 * @property {string} section
 * @property {string} title
 * @property {number | null} minutes
 * @property {boolean} finished
 * @property {boolean} required
 * @property {string} content Another where its author changed it.
 * @property {string[]} needs Keys of lessons that have to be read first.
 * @property {string[]} locked Sentences: what has to come before and needs the network.
 * @property {string | null} screen Of the shell; null where it works with network only.
 * @property {string | null} address Where it is fetched.
 * @property {boolean} begins Fetching it begins something at the site.
 * @property {number} bytes About how large it is.
 * @property {{ address: string, bytes: number, plays: boolean }[]} files
 */

/**
 * A course on this phone.
 * @typedef {object} Pack
 * @property {{ account: string, code: string, title: string, version: number, items: Item[] }} course
 * @property {string} tag Of the answer.
 * @property {boolean} films They are taken along too.
 * @property {boolean} wanted It was taken along; false while somebody only looks at what there is.
 * @property {Record<string, string>} items Content that is here, by key.
 * @property {Record<string, { type: string, bytes: number, parts: number, whole: boolean }>} files By address.
 * @property {Record<string, boolean>} done Read here, and the site has it.
 * @property {Record<string, 'Waiting' | 'Refused'>} unsent What was done here with an item and the site does not have.
 */

const PACK = 'pack';
const ITEM = 'pack-item';
const FILE = 'pack-file';
const PART = 1024 * 1024;
const KILOBYTE = 1024;

const without = (all, key) => Object.fromEntries(Object.entries(all).filter(([name]) => name !== key));

/** 1,4 MB in Vietnamese, 1.4 MB in English. */
export function sizeOf(bytes) {
  const megabytes = bytes / KILOBYTE / KILOBYTE;
  const text = megabytes >= 1 ? `${megabytes.toFixed(megabytes < 100 ? 1 : 0)} MB` : `${Math.max(1, Math.ceil(bytes / KILOBYTE))} KB`;
  return document.documentElement.lang === 'en' ? text : text.replace('.', ',');
}

export function packs({ ask, isSignedOut, session }) {
  const read = (store, code) => store.get(PACK, code);

  // Two screens may change it at once: only what was read is written over.
  async function change(store, code, work, puts = [], removes = []) {
    for (;;) {
      const row = await store.row(PACK, code);
      if (!row) {
        return null;
      }

      const next = work(structuredClone(row.value));
      if (await store.change([{ kind: PACK, id: code, value: next }, ...puts], removes, row)) {
        return next;
      }
    }
  }

  /**
   * Asks the site what there is.
   * @returns {Promise<'new' | 'same' | 'none' | 'out' | 'unreachable'>}
   */
  async function look(store, code) {
    const before = await read(store, code);
    let response;
    try {
      response = await ask(`/courses/${code}/pack`, { headers: { Accept: 'application/json', ...(before ? { 'If-None-Match': before.tag } : {}) } });
    } catch {
      return 'unreachable';
    }

    if (response.status === 304) {
      await response.arrayBuffer(); // read to its end, or the browser calls it broken off
      return 'same';
    }

    if (isSignedOut(response)) {
      return 'out';
    }

    if (!response.ok) {
      return response.status === 404 ? 'none' : 'unreachable';
    }

    const [course, tag] = [await response.json(), response.headers.get('ETag')];
    if (course.account !== store.account) {
      return 'out';
    }

    if (!before) {
      await store.put(PACK, code, { course, tag, films: false, wanted: false, items: {}, files: {}, done: {}, unsent: {} });
    } else {
      await change(store, code, pack => ({ ...pack, course, tag }));
    }

    return 'new';
  }

  /**
   * What is still to be fetched.
   * @param {Pack} pack
   * @param {boolean} films
   */
  function missing(pack, films) {
    // A quiz that is finished is not begun once more.
    const items = pack.course.items.filter(item => item.address && pack.items[item.key] !== item.content && !(item.begins && item.finished));
    const files = new Map(pack.course.items.filter(item => item.address).flatMap(item => item.files).filter(file => (films || !file.plays) && !pack.files[file.address]?.whole).map(file => [file.address, file]));
    const there = [...files.values()].reduce((sum, file) => sum + Math.min(file.bytes, (pack.files[file.address]?.parts ?? 0) * PART), 0);
    return { items, files: [...files.values()], bytes: items.reduce((sum, item) => sum + item.bytes, 0) + [...files.values()].reduce((sum, file) => sum + file.bytes, 0) - there };
  }

  /** How much of it is on this phone. */
  const held = pack => pack.course.items.filter(item => pack.items[item.key]).reduce((sum, item) => sum + item.bytes, 0) + Object.values(pack.files).reduce((sum, file) => sum + file.bytes, 0);

  async function fetchFile(store, code, address, tell) {
    let file = (await read(store, code))?.files[address] ?? { type: '', bytes: 0, parts: 0, whole: false };
    while (!file.whole) {
      const from = file.parts * PART;
      const response = await ask(address, { headers: { Range: `bytes=${from}-${from + PART - 1}` } });
      if (isSignedOut(response) || !(response.ok || response.status === 416)) {
        throw new TypeError(`${address}: ${response.status}`);
      }

      const bytes = response.status === 416 ? new Uint8Array() : new Uint8Array(await response.arrayBuffer());
      const total = Number(response.headers.get('Content-Range')?.split('/')[1] ?? bytes.length);
      const next = { type: file.type || response.headers.get('Content-Type') || '', bytes: file.bytes + bytes.length, parts: file.parts + 1, whole: response.status !== 206 || from + bytes.length >= total };
      const kept = await change(store, code, pack => ({ ...pack, files: { ...pack.files, [address]: next } }), [{ kind: FILE, id: `${code}|${address}|${file.parts}`, value: bytes }]);
      if (!kept) {
        throw new TypeError('Taken off the phone meanwhile.');
      }

      file = next;
      tell(bytes.length);
    }
  }

  async function fetchItem(store, code, item, token) {
    const response = await ask(item.address, item.begins ? { method: 'POST', headers: { RequestVerificationToken: token } } : {});
    if (isSignedOut(response) || !response.ok) {
      const said = response.status === 422 ? await response.json().catch(() => null) : null;
      throw Object.assign(new TypeError(`${item.address}: ${response.status}`), { sentence: said?.why });
    }

    const value = { title: item.title, content: item.content, type: response.headers.get('Content-Type') ?? '', text: await response.text(), at: Date.now() };
    await change(store, code, pack => ({ ...pack, items: { ...pack.items, [item.key]: item.content } }), [{ kind: ITEM, id: `${code}|${item.key}`, value }]);
    return value;
  }

  /**
   * Fetches what is missing, small things first.
   * @param {Store} store
   * @param {string} code
   * @param {boolean} films
   * @param {(pictures: string) => string[]} picturesOf Addresses of the pictures in the markup of an item that the site did not name before.
   * @param {(done: number) => void} tell How many bytes are there.
   */
  async function fetchAll(store, code, films, picturesOf, tell) {
    const seen = await session();
    if (seen.state !== 'in' || seen.session.account !== store.account) {
      throw new TypeError('Nobody of this phone is signed in.');
    }

    navigator.storage?.persist?.().catch(() => {});
    let done = 0;
    let refused = null;
    const { items, files } = missing(await change(store, code, pack => ({ ...pack, films, wanted: true })), films);
    for (const item of items) {
      // What was done with it here and is only here goes with what was fetched before.
      if (!(await read(store, code))?.unsent[item.key]) {
        try {
          const fetched = await fetchItem(store, code, item, seen.session.token);
          for (const address of picturesOf(fetched)) {
            await fetchFile(store, code, address, () => {});
          }
        } catch (error) {
          if (!error.sentence) {
            throw error;
          }

          refused ??= error; // said at the end: what the site refuses keeps nothing else from coming
        }
      }

      tell(done += item.bytes);
    }

    for (const file of files.sort((one, other) => one.bytes - other.bytes)) {
      await fetchFile(store, code, file.address, bytes => tell(done += bytes));
    }

    if (refused) {
      throw refused;
    }
  }

  /** An address that this page can load the file from; null where not all of it is here. */
  async function open(store, code, address) {
    const file = (await read(store, code))?.files[address];
    if (!file?.whole) {
      return null;
    }

    const parts = await Promise.all(Array.from({ length: file.parts }, (_, part) => store.get(FILE, `${code}|${address}|${part}`)));
    return parts.some(part => !part) ? null : URL.createObjectURL(new Blob(parts, { type: file.type }));
  }

  async function remove(store, code) {
    const pack = await read(store, code);
    if (pack) {
      await store.change([], [
        { kind: PACK, id: code },
        ...Object.keys(pack.items).map(key => ({ kind: ITEM, id: `${code}|${key}` })),
        ...Object.entries(pack.files).flatMap(([address, file]) => Array.from({ length: file.parts }, (_, part) => ({ kind: FILE, id: `${code}|${address}|${part}` }))),
      ]);
    }
  }

  return {
    read, look, missing, held, fetchAll, open, remove,
    list: async store => (await store.list(PACK)).map(row => row.value).filter(pack => pack.wanted),
    item: (store, code, key) => store.get(ITEM, `${code}|${key}`),

    /** The site has what was read here, and these rows go. */
    done: (store, code, key, removes) => change(store, code, ({ unsent, ...pack }) => ({ ...pack, unsent: without(unsent, key), done: { ...pack.done, [key]: true } }), [], removes),

    /** Something that was done here waits ('Waiting'), was refused ('Refused'), or is not only here any more (null). */
    mark: (store, code, key, state) => change(store, code, pack => ({ ...pack, unsent: state ? { ...pack.unsent, [key]: state } : without(pack.unsent, key) })),
  };
}
