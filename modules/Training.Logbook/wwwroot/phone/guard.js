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

  const { account, unsent: question } = own;
  await store.setCurrent(account);

  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.matches(FORM)) {
      return;
    }

    event.preventDefault();
    const unsent = (await store.countOfOthers(null, 'case')) + (await store.countOfOthers(null, 'room')); // whoever signs out wipes the whole phone
    if (unsent > 0 && !confirm(question.replace('{0}', unsent))) {
      return;
    }

    await store.wipe();
    form.submit();
  });

  if ((await store.count(account, 'case')) + (await store.count(account, 'room')) > 0) {
    const { send } = await import('./outbox.js');
    await send(await store.open(account));
  }
}

if (!indexedDB.databases || (await indexedDB.databases()).some(database => database.name === 'training-phone')) {
  await begin();
}
