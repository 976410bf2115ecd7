// Lessons that were read without network: kept until the site has said that it knows, and sent as the page of the lesson would. The site counts each once,
// however often it comes.

const RESULT = 'result';

export function results({ ask, isSignedOut, say, showTime, uuid7, el }, packs) {
  async function sendOne(store, row, token) {
    const { id, value } = row;
    const body = new URLSearchParams({ Shown: value.content, _key: value.key, __RequestVerificationToken: token });
    let response;
    try {
      response = await ask(`/courses/${value.course}/lessons/${value.item}`, { method: 'POST', body, headers: { Prefer: 'return=minimal' } });
    } catch {
      return 'unreachable';
    }

    // A page that sends on goes to the next item; one that asks to sign in goes there.
    if (isSignedOut(response)) {
      return 'out';
    }

    if (response.status === 204) {
      await (await packs.read(store, value.course) ? packs.done(store, value.course, value.item, [{ kind: RESULT, id }]) : store.remove(RESULT, id));
      return null;
    }

    const why = { 404: 'Gone', 409: 'Changed', 422: 'Locked' }[response.status];
    if (!why) {
      return 'unreachable';
    }

    await store.change([{ kind: RESULT, id, value: { ...value, refused: why } }], [], row);
    await packs.mark(store, value.course, value.item, 'Refused');
    return null;
  }

  return {
    /** Keys of the lessons of a course that were read here and wait. */
    read: async (store, code) => new Set((await store.list(RESULT)).filter(row => row.value.course === code && !row.value.refused).map(row => row.value.item)),

    async keep(store, said) {
      await store.put(RESULT, `${said.course}|${said.item}`, { ...said, key: uuid7(), at: Date.now(), refused: null });
      await packs.mark(store, said.course, said.item, 'Waiting');
    },

    /** Oldest first, since one lesson may open the next. */
    async send(store, enter) {
      const rows = (await store.list(RESULT)).filter(row => !row.value.refused).sort((one, other) => one.value.at - other.value.at);
      if (rows.length === 0) {
        return null;
      }

      const { stays: out, token } = await enter();
      if (out) {
        return out;
      }

      for (const row of rows) {
        const stays = await sendOne(store, row, token);
        if (stays) {
          return stays;
        }
      }

      return null;
    },

    async kept(context) {
      return (await context.store.list(RESULT)).map(({ id, value }) => ({
        title: value.title,
        about: `${value.about} · ${say('WrittenAt', showTime(value.at))}`,
        refused: value.refused === 'Gone' ? [say('Pack.Refused.Gone')] : value.refused === 'Changed' ? [say('Pack.Refused.Changed')] : value.refused ? [say('Pack.Refused.Locked')] : [],
        nodes: value.refused && [el('div', { class: 'actions' },
          el('a', { class: 'button', href: `/courses/${value.course}/lessons/${value.item}` }, say('Pack.OpenOnline')),
          el('button', { type: 'button', class: 'plain', on: { click: async () => { await context.store.remove(RESULT, id); await packs.mark(context.store, value.course, value.item, null); await context.refresh(); } } }, say('Pack.Discard')))],
      }));
    },
  };
}
