// On every page of whoever is signed in, while this phone keeps something: binds it to them, sends what waits, and asks before signing out
// destroys what is only here. Where nothing is kept it does nothing.

const own = JSON.parse(document.querySelector('script[src*="/phone/guard.js"]').dataset.page);
const FORM = 'form[action$="/account/logout"]';

async function begin() {
  const store = await import('./store.js');
  if (!(await store.exists())) {
    return;
  }

  const { finishLeaving } = await import('./leaving.js');
  if ((await finishLeaving()) === 'ended') {
    location.reload(); // signed out now, or somebody else's
    return;
  }

  const { account, unsent: question, kinds, screens } = own;
  await store.setCurrent(account);

  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.matches(FORM)) {
      return;
    }

    event.preventDefault();
    const unsent = await store.countOfOthers(null, kinds); // whoever signs out wipes the whole phone
    if (unsent > 0 && !confirm(question.replace('{0}', unsent))) {
      return;
    }

    await store.wipe();
    form.submit();
  });

  const counts = await Promise.all(kinds.map(kind => store.count(account, kind)));
  if (counts.some(count => count > 0)) {
    const [{ send }, { parts }] = await Promise.all([import('./outbox.js'), import('./parts.js')]);
    await send(await store.open(account), await parts(screens));
  }
}

if (!indexedDB.databases || (await indexedDB.databases()).some(database => database.name === 'training-phone')) {
  await begin();
}
