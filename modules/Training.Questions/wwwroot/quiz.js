// Saves each answer of a quiz as it is given (src/docs/decisions/0029): numbered, one request at a time, again until the site says that it is stored. What is not
// stored yet is kept on this device. Another window may take the attempt over; then this one says so and sends nothing more.

import { keptAnswers } from './kept-answers.js';
import { fieldsOf, fill, pointing } from './phone/fields.js';

const form = document.getElementById('quiz');
const attempt = form.dataset.attempt;
const words = JSON.parse(form.dataset.words);
const saving = document.getElementById('quiz-saving');
const timer = document.getElementById('quiz-left');
const stopped = document.getElementById('quiz-stopped');
const address = what => `/quiz/attempts/${attempt}/${what}`;
const wait = time => new Promise(go => { setTimeout(go, time); addEventListener('online', go, { once: true }); });

const TYPING = 600;
const SLOW = 1200;
const LONGEST_WAIT = 20000;
const LOOK_AGAIN = 60000;

/** Number of a question → { section, sequence: the newest number given here or there }. */
const questions = new Map([...form.querySelectorAll('[data-question]')].map(section => [Number(section.dataset.question), { section, sequence: 0, timer: 0 }]));

/** Number of a question → the answer that is not acknowledged yet: { sequence, sitting, fields, onDisk }. */
const pending = new Map();

let sitting = 0;
let kept = null;
let sending = false;
let over = false;
let leaving = false;
let endsAt = !form.dataset.left ? null : performance.now() + Number(form.dataset.left) * 1000;
let savedAt = '';
let slow = 0;
let offline = false;

const clock = at => new Date(at).toLocaleTimeString(document.documentElement.lang || 'vi', { hour: '2-digit', minute: '2-digit' });

function say(text, bad = false) {
  if (saving.textContent !== text) {
    saving.textContent = text;
  }

  saving.classList.toggle('bad', bad);
}

function note(number, text) {
  const place = questions.get(number)?.section.querySelector('[data-note]');
  if (place) {
    place.textContent = text;
    place.hidden = text === '';
  }
}

/** Says what is true now, and no more. */
function report() {
  if (over || [...questions.values()].some(question => question.timer)) {
    return;
  }

  if (pending.size === 0) {
    if (savedAt) {
      say(words['Saving.Saved'].replace('{0}', savedAt));
    }
  } else if (!offline) {
    clearTimeout(slow);
    slow = setTimeout(() => pending.size > 0 && !over && !saving.classList.contains('bad') && say(words['Saving.Saving']), SLOW);
  } else {
    say([...pending.values()].every(answer => answer.onDisk) ? words['Saving.Kept'] : words['Saving.Lost'], true);
  }
}

function stop(why) {
  over = true;
  const text = words[why];
  stopped.querySelector('[data-why]').textContent = text;
  stopped.hidden = false;
  say(text, true);
  form.querySelector('fieldset').disabled = true;
  for (const button of document.querySelectorAll('[form=quiz]')) {
    button.disabled = true;
  }

  stopped.scrollIntoView({ block: 'center' });
}

const isSame = (one, other) => {
  const text = fields => JSON.stringify(Object.keys(fields).sort().map(name => [name, fields[name]]));
  return text(one) === text(other);
};

async function answer(number) {
  const question = questions.get(number);
  clearTimeout(question.timer);
  question.timer = 0;
  if (over || question.section.dataset.locked === 'yes') {
    return;
  }

  question.sequence += 1;
  const given = { sequence: question.sequence, sitting, fields: fieldsOf(question.section), onDisk: false };
  pending.set(number, given);
  note(number, '');
  report();
  try {
    await kept?.put(number, { sequence: given.sequence, sitting, fields: given.fields });
    given.onDisk = kept !== null;
  } catch {
    // The device keeps nothing: the state says so while there is no network.
  }

  report();

  send();
}

const ask = (what, body) => fetch(address(what), {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', RequestVerificationToken: form.elements.__RequestVerificationToken.value },
  body: JSON.stringify(body ?? {}),
  redirect: 'manual',
});

async function acknowledged(number, given, sequence) {
  questions.get(number).sequence = Math.max(questions.get(number).sequence, sequence);
  if (pending.get(number) === given) {
    pending.delete(number);
    await kept?.remove(number).catch(() => {});
  }
}

/** Sends what is pending, the oldest first, until nothing is left. */
async function send() {
  if (sending || over || sitting === 0) {
    return;
  }

  sending = true;
  let pause = 1000;
  while (pending.size > 0 && !over) {
    const [number, given] = pending.entries().next().value;
    let reply = null;
    try {
      reply = await ask('answers', { sitting, number, sequence: given.sequence, fields: given.fields });
    } catch {
      // No network.
    }

    offline = !reply || reply.status >= 500;

    if (reply?.status === 200) {
      const stored = await reply.json();
      savedAt = clock(stored.at);
      await acknowledged(number, given, stored.sequence);
      pause = 1000;
    } else if (reply?.status === 409) {
      await refused(number, given, await reply.json());
    } else if (reply?.status === 422 || reply?.status === 413) {
      // It will not be taken however often it is sent, and what looks like a patient's identity may not stay on the device.
      const why = reply.status === 422 ? (await reply.json()).why : 'long';
      await acknowledged(number, given, given.sequence);
      note(number, words[why === 'long' ? 'Saving.TooLong' : 'Saving.Identity']);
    } else if (reply && (reply.type === 'opaqueredirect' || [400, 401, 403, 404].includes(reply.status))) {
      // Signed out, or somebody else signed in: everything stays here.
      say(words['Saving.SignedOut'], true);
      break;
    } else {
      report();
      await wait(pause);
      pause = Math.min(pause * 2, LONGEST_WAIT);
      continue;
    }

    report();
  }

  sending = false;
}

async function refused(number, given, { why, sequence }) {
  if (why === 'order') {
    // A number that was given elsewhere: the newest answer here is sent with a higher one.
    const question = questions.get(number);
    question.sequence = Math.max(question.sequence, sequence) + 1;
    if (pending.get(number) === given) {
      pending.set(number, { ...given, sequence: question.sequence });
    }
  } else if (why === 'locked') {
    await acknowledged(number, given, sequence);
  } else if (why === 'superseded') {
    stop('Saving.Superseded');
  } else {
    await acknowledged(number, given, sequence);
    stop('Saving.Over');
  }
}

/** Asks for the attempt, and brings back what this device kept of it. */
async function begin() {
  kept = await keptAnswers(attempt).catch(() => null);
  for (let pause = 1000; ; pause = Math.min(pause * 2, LONGEST_WAIT)) {
    const reply = await ask('window').catch(() => null);
    if (reply?.status === 200) {
      offline = false;
      take(await reply.json());
      return;
    }

    if (reply && reply.status < 500) {
      say(words['Saving.SignedOut'], true);
      return;
    }

    offline = true;
    report();
    await wait(pause);
  }
}

function take(state) {
  if (!state.open) {
    location.assign(form.dataset.review);
    return;
  }

  // Somebody answered elsewhere between this page and now.
  if ((state.saved ?? '') !== (form.dataset.saved ?? '') && pending.size === 0 && sessionStorage.getItem(`quiz-${attempt}`) !== state.saved) {
    sessionStorage.setItem(`quiz-${attempt}`, state.saved);
    location.reload();
    return;
  }

  sitting = state.sitting;
  form.elements.Sitting.value = sitting;
  tabs.postMessage(sitting);
  settle(state.left);
  let restored = 0;
  for (const slot of state.slots) {
    const question = questions.get(slot.number);
    const found = kept?.found.find(entry => entry.number === slot.number);
    if (question) {
      question.sequence = Math.max(question.sequence, slot.sequence);
    }

    if (pending.has(slot.number)) {
      answer(slot.number);
    } else if (found && slot.sitting <= found.sitting && question && question.section.dataset.locked !== 'yes') {
      if (found.sequence > slot.sequence) {
        fill(question.section, found.fields);
        question.sequence = found.sequence;
        answer(slot.number);
        restored += 1;
      } else {
        kept.remove(slot.number).catch(() => {});
      }
    } else if (found && question) {
      // Answered later in another window: that answer stands, and this one is named.
      if (!isSame(found.fields, fieldsOf(question.section))) {
        note(slot.number, words['Saving.Elsewhere']);
      }

      kept.remove(slot.number).catch(() => {});
    }
  }

  // Kept for a question on another page of the quiz: it needs no fields to be sent.
  for (const entry of kept?.found ?? []) {
    const slot = state.slots.find(one => one.number === entry.number);
    if (slot && !questions.has(entry.number) && slot.sitting <= entry.sitting && entry.sequence > slot.sequence) {
      questions.set(entry.number, { section: document.createElement('section'), sequence: entry.sequence, timer: 0 });
      pending.set(entry.number, { sequence: entry.sequence, sitting, fields: entry.fields, onDisk: true });
    }
  }

  if (restored > 0) {
    say(words['Saving.Restored'].replace('{0}', restored));
  }

  if (form.dataset.dirty === 'yes') {
    for (const [number, { section }] of questions) {
      if (section.isConnected) {
        answer(number);
      }
    }
  }

  send();
}

function settle(left) {
  endsAt = left === null ? null : performance.now() + left * 1000;
}

let warned = false;

function tick() {
  if (!timer || over || endsAt === null) {
    return;
  }

  const left = Math.max(0, Math.round((endsAt - performance.now()) / 1000));
  timer.textContent = timer.dataset.template.replace('{0}', `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`);
  if (left <= 60 && !warned) {
    warned = true;
    document.getElementById('quiz-warning').textContent = words['Saving.LastMinute'];
  }

  if (left === 0) {
    finish();
  }
}

/** The time is over: what was typed until now goes with the form, while the site still takes it. */
async function finish() {
  over = true;
  leaving = true;
  say(words['Saving.Over'], true);
  const reply = await fetch(address('window'), { redirect: 'manual' }).catch(() => null);
  if (reply?.status !== 200) {
    stop('Saving.Over');
    return;
  }

  const anyway = document.createElement('input');
  Object.assign(anyway, { type: 'hidden', name: 'Anyway', value: 'true' });
  form.append(anyway);
  form.action = `${location.pathname}?handler=HandIn`;
  form.submit();
}

async function look() {
  if (over || sitting === 0 || document.visibilityState === 'hidden') {
    return;
  }

  const reply = await fetch(address('window'), { redirect: 'manual' }).catch(() => null);
  if (reply?.status === 200) {
    const state = await reply.json();
    settle(state.left);
    if (!state.open) {
      stop('Saving.Over');
    } else if (state.sitting > sitting && !leaving) {
      stop('Saving.Superseded');
    }
  }
}

// Two tabs of one browser: the older one says so at once.
const tabs = new BroadcastChannel(`quiz-${attempt}`);
tabs.addEventListener('message', event => sitting !== 0 && event.data > sitting && !leaving && stop('Saving.Superseded'));

form.addEventListener('input', event => {
  const number = Number(event.target.closest('[data-question]')?.dataset.question);
  const question = questions.get(number);
  if (!question) {
    return;
  }

  clearTimeout(question.timer);
  const typed = ['text', 'textarea', 'search', 'number'].includes(event.target.type);
  if (typed) {
    say(words['Saving.Saving']); // what is typed now is neither there nor kept yet
    question.timer = setTimeout(() => answer(number), TYPING);
  } else {
    answer(number);
  }
});

// Leaving a field, the page, or the screen: what was typed goes now.
const flush = () => questions.forEach((question, number) => question.timer && answer(number));
form.addEventListener('change', flush);
document.addEventListener('visibilitychange', () => {
  flush();
  look();
});

form.addEventListener('submit', () => {
  leaving = true;
  flush();
});
addEventListener('pageshow', event => event.persisted && location.reload());
addEventListener('beforeunload', event => {
  if (!leaving && !over && pending.size > 0 && [...pending.values()].some(given => !given.onDisk)) {
    event.preventDefault();
  }
});
addEventListener('online', send);
pointing(form);
setInterval(tick, 1000);
setInterval(look, LOOK_AGAIN);
await begin();
