// Attempts that were answered without network, and how they reach the site exactly once: each answer is numbered there, and an attempt is handed in once.
// What somebody answered later elsewhere is not overwritten: it is said, and stays here until they decide.

import { parse } from '../../Training.Courses/phone/markup.js';

const ATTEMPT = 'attempt'; // only here
const SENT = 'attempt-sent';

/**
 * @typedef {object} Attempt
 * @property {string} course
 * @property {string} item
 * @property {string} attempt The site's id.
 * @property {number} sitting The newest that this phone has answered in.
 * @property {string} title
 * @property {string} about
 * @property {Record<string, Record<string, string[]>>} answers By number of the question.
 * @property {Record<string, string>} acknowledged What the site has of them, as JSON.
 * @property {boolean} handIn
 * @property {number} at
 * @property {number | null} sentAt When all of it had arrived.
 * @property {{ why: 'Gone' | 'Over' | 'Elsewhere' | 'Identity' | 'Locked', numbers?: string[], sentence?: string } | null} refused
 */

/** What the site said of the attempt, with the markup of its questions. */
export function attemptIn(text) {
  const form = parse(text).querySelector('[data-attempt]');
  const { attempt, sitting, page } = form.dataset;
  return { attempt, sitting: Number(sitting), page, review: `${page}/review`, markup: form.innerHTML };
}

export function attempts({ ask, isSignedOut, say, showTime, el }, packs) {
  const post = (address, token, body) => ask(address, { method: 'POST', headers: { 'Content-Type': 'application/json', RequestVerificationToken: token }, body: JSON.stringify(body) });
  const idOf = value => `${value.course}|${value.item}`;

  async function refuse(store, row, refused) {
    await store.change([{ kind: ATTEMPT, id: row.id, value: { ...row.value, refused } }], [], row);
    await packs.mark(store, row.value.course, row.value.item, 'Refused');
    return null;
  }

  // Takes the attempt over for this phone; from here on its answers count, but where somebody has answered in a later sitting.
  async function takeOver(store, row, token) {
    const response = await post(`/quiz/attempts/${row.value.attempt}/window`, token, {});
    if (isSignedOut(response)) {
      return 'out';
    }

    if (response.status === 404) {
      return refuse(store, row, { why: 'Gone' });
    }

    if (!response.ok) {
      return 'unreachable';
    }

    const state = await response.json();
    if (!state.open) {
      // Handed in by this phone before, and the answer was lost: that is known by asking once more to hand in.
      return row.value.handIn ? handIn(store, row, state.sitting, token) : refuse(store, row, { why: 'Over' });
    }

    const slots = new Map(state.slots.map(slot => [String(slot.number), slot]));
    const later = Object.keys(row.value.answers).filter(number => slots.get(number)?.sitting > row.value.sitting);
    const value = { ...row.value, sitting: state.sitting };
    if (later.length > 0) {
      return refuse(store, row, { why: 'Elsewhere', numbers: later });
    }

    if (!(await store.change([{ kind: ATTEMPT, id: row.id, value }], [], row))) {
      return null; // something was typed meanwhile; the next round takes it
    }

    return sendAnswers(store, await store.row(ATTEMPT, row.id), slots, token);
  }

  async function sendAnswers(store, row, slots, token) {
    const acknowledged = { ...row.value.acknowledged };
    for (const [number, fields] of Object.entries(row.value.answers)) {
      const text = JSON.stringify(fields);
      if (acknowledged[number] === text) {
        continue;
      }

      const response = await post(`/quiz/attempts/${row.value.attempt}/answers`, token, { sitting: row.value.sitting, number: Number(number), sequence: (slots.get(number)?.sequence ?? 0) + 1, fields });
      if (isSignedOut(response)) {
        return 'out';
      }

      if (response.status === 422) {
        return refuse(store, row, { why: 'Identity', numbers: [number] });
      }

      if (response.status === 409 && ['over', 'handedin'].includes((await response.json()).why)) {
        return refuse(store, row, { why: 'Over' });
      }

      if (!response.ok) {
        return 'unreachable';
      }

      acknowledged[number] = text;
    }

    const value = { ...row.value, acknowledged };
    if (value.handIn) {
      return await store.change([{ kind: ATTEMPT, id: row.id, value }], [], row) ? handIn(store, await store.row(ATTEMPT, row.id), value.sitting, token) : null;
    }

    return arrived(store, row, value);
  }

  async function handIn(store, row, sitting, token) {
    const { course, item, attempt } = row.value;
    const response = await ask(`/courses/${course}/pack/quiz/${item}?handler=HandIn`, { method: 'POST', body: new URLSearchParams({ AttemptId: attempt, Sitting: sitting, __RequestVerificationToken: token }) });
    if (isSignedOut(response)) {
      return 'out';
    }

    if (response.status === 422) {
      return refuse(store, row, { why: 'Locked', sentence: (await response.json()).why });
    }

    if (response.status === 404) {
      return refuse(store, row, { why: 'Gone' });
    }

    if (!response.ok) {
      return 'unreachable';
    }

    // By somebody else's hand, or another device's, before what was answered here had come.
    const said = await response.json();
    const whole = Object.entries(row.value.answers).every(([number, fields]) => row.value.acknowledged[number] === JSON.stringify(fields));
    return said.state === 'already' && !whole ? refuse(store, row, { why: 'Over' }) : arrived(store, row, row.value);
  }

  async function arrived(store, row, value) {
    if (await store.change([{ kind: SENT, id: row.id, value: { ...value, sentAt: Date.now() } }], [{ kind: ATTEMPT, id: row.id }], row)) {
      await packs.mark(store, value.course, value.item, null);
    }

    return null;
  }

  const why = value => !value.refused ? [] : value.refused.why === 'Locked' ? [value.refused.sentence ?? say('PackQuiz.Refused.Locked')]
    : value.refused.why === 'Elsewhere' ? [say('PackQuiz.Refused.Elsewhere', value.refused.numbers.join(', '))]
      : value.refused.why === 'Identity' ? [say('PackQuiz.Refused.Identity', value.refused.numbers.join(', '))]
        : value.refused.why === 'Over' ? [say('PackQuiz.Refused.Over')] : [say('PackQuiz.Refused.Gone')];

  return {
    why,

    /** What was answered here of this attempt; null where nothing was. */
    async find(store, course, item, attempt) {
      const value = (await store.get(ATTEMPT, `${course}|${item}`)) ?? (await store.get(SENT, `${course}|${item}`));
      return value?.attempt === attempt ? value : null;
    },

    /**
     * Keeps answers; what was kept of other questions stays.
     * @returns {Promise<number>} When.
     */
    async keep(store, said, answers, handIn) {
      for (;;) {
        const [row, sent] = await Promise.all([store.row(ATTEMPT, idOf(said)), store.get(SENT, idOf(said))]);
        const before = [row?.value, sent].find(value => value?.attempt === said.attempt);
        const value = {
          ...said,
          sitting: before?.sitting ?? said.sitting,
          answers: { ...before?.answers, ...answers },
          acknowledged: before?.acknowledged ?? {},
          handIn: handIn || (before?.handIn ?? false),
          at: Date.now(),
          sentAt: null,
          refused: null,
        };
        if (await store.change([{ kind: ATTEMPT, id: idOf(said), value }], [{ kind: SENT, id: idOf(said) }], row)) {
          await packs.mark(store, said.course, said.item, 'Waiting');
          return value.at;
        }
      }
    },

    /** @returns {Promise<'out' | 'other' | 'unreachable' | null>} Why something stays; null where nothing does. */
    async send(store, enter) {
      const rows = (await store.list(ATTEMPT)).filter(row => !row.value.refused);
      if (rows.length === 0) {
        return null;
      }

      const { stays: out, token } = await enter();
      if (out) {
        return out;
      }

      for (const row of rows) {
        const stays = await takeOver(store, row, token).catch(() => 'unreachable');
        if (stays) {
          return stays;
        }
      }

      return null;
    },

    async kept(context) {
      return (await context.store.list(ATTEMPT)).map(({ id, value }) => ({
        title: value.title,
        about: `${value.about} · ${say(value.handIn ? 'PackQuiz.Handed' : 'PackQuiz.Begun')} · ${showTime(value.at)}`,
        refused: why(value),
        nodes: value.refused && [el('div', { class: 'actions' },
          el('a', { class: 'button', href: `/courses/${value.course}/quiz/${value.item}` }, say('PackQuiz.Online')),
          el('button', { type: 'button', class: 'plain', on: { click: async () => { await context.store.remove(ATTEMPT, id); await packs.mark(context.store, value.course, value.item, null); await context.refresh(); } } }, say('PackQuiz.Discard')))],
      }));
    },
  };
}
