// Answers that the site has not acknowledged yet, on this device: they outlive a closed page, a crash and an empty battery. What is acknowledged is forgotten
// at once; signing out forgets everything.

const NAME = 'training-quiz';
const STORE = 'answers';
const MOST_DAYS = 14;

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const finished = transaction => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error);
});

async function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ['attempt', 'number'] });
  return done(request);
}

/** The answers of one attempt; each call resolves once it is on the disk. */
export async function keptAnswers(attempt) {
  const database = await open();
  const write = async work => {
    const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
    work(transaction.objectStore(STORE));
    await finished(transaction);
  };

  const all = await done(database.transaction(STORE).objectStore(STORE).getAll());
  const oldest = Date.now() - MOST_DAYS * 24 * 60 * 60 * 1000;
  const old = all.filter(entry => entry.at < oldest);
  if (old.length > 0) {
    await write(store => old.forEach(entry => store.delete([entry.attempt, entry.number])));
  }

  return {
    found: all.filter(entry => entry.attempt === attempt && entry.at >= oldest),
    put: (number, answer) => write(store => store.put({ ...answer, attempt, number, at: Date.now() })),
    remove: number => write(store => store.delete([attempt, number])),
  };
}
