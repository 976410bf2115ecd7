// A quiz on the phone: taken without network with the questions that the site has fixed for this attempt; nothing here knows what is right.

import { build } from '../../Training.Courses/phone/markup.js';
import { packs } from '../../Training.Courses/phone/packs.js';
import { filesOf, isOpen } from '../../Training.Courses/phone/screens.js';
import { attempts, attemptIn } from './attempts.js';
import { fieldsOf, fill, pointing } from './fields.js';

const SAVE_AFTER = 300;

/** @param {any} shell What the shell gives (parts.js of the shell). */
export function begin(shell) {
  const { el, icon, say, showTime } = shell;
  const kept = packs(shell);
  const own = attempts(shell, kept);

  const callout = (kind, name, ...children) => el('div', { class: `callout ${kind}` }, icon(name), el('div', {}, children));

  const quizView = {
    path: 'quiz',
    stays: true,

    async render(context, code, key) {
      const { store } = context;
      const [pack, row] = store ? await Promise.all([kept.read(store, code), kept.item(store, code, key)]) : [null, null];
      const item = pack?.course.items.find(one => one.key === key);
      const readHere = new Set(Object.entries(pack?.unsent ?? {}).filter(([, state]) => state === 'Waiting').map(([one]) => one));
      if (!item || !row || !isOpen(pack, item, readHere)) {
        return [el('h1', {}, say('Pack.Course')), callout('wait', 'alert', el('p', {}, say('Pack.NotHere'))), el('p', { class: 'link' }, el('a', { href: `#/pack/${code}` }, say('Back')))];
      }

      const taken = attemptIn(row.text);
      const before = await own.find(store, code, key, taken.attempt);
      const head = el('div', {}, el('small', {}, el('a', { href: `#/pack/${code}` }, pack.course.title)), el('h1', {}, item.title));
      if (before?.handIn) {
        const why = own.why(before);
        return [head,
          why.length > 0 ? callout('stop', 'alert', why.map(text => el('p', {}, text)))
            : before.sentAt ? callout('done', 'check', el('p', {}, say('PackQuiz.Sent', showTime(before.sentAt)))) : callout('wait', 'clock', el('p', {}, say('PackQuiz.HandedIn', showTime(before.at)))),
          el('div', { class: 'dock' }, el('a', { class: 'button', href: `#/pack/${code}` }, say('Back')),
            (before.sentAt || why.length > 0) && el('a', { class: 'button primary', href: before.sentAt ? taken.review : taken.page }, say(before.sentAt ? 'PackQuiz.Review' : 'PackQuiz.Online')))].filter(Boolean);
      }

      const known = await filesOf(address => kept.open(store, code, address), row.text);
      const status = el('p', { class: 'quiet', role: 'status', id: 'quiz-kept' }, before ? say('PackQuiz.Kept', showTime(before.at)) : say('PackQuiz.Begin'));
      const missing = el('div', { id: 'quiz-missing' });
      const form = el('form', { id: 'quiz', class: 'stack', autocomplete: 'off', novalidate: true, on: { submit: event => event.preventDefault() } }, build(taken.markup, known, say('Pack.NotTaken')));
      const sections = [...form.querySelectorAll('[data-question]')];
      sections.forEach(section => before?.answers[section.dataset.question] && fill(section, before.answers[section.dataset.question]));

      pointing(form);

      const said = { course: code, item: key, attempt: taken.attempt, sitting: taken.sitting, title: item.title, about: pack.course.title };
      let timer = 0;
      let over = false;
      const changed = new Set();
      const save = async (handIn = false) => {
        clearTimeout(timer);
        timer = 0;
        const saving = sections.filter(section => changed.has(section));
        const answers = Object.fromEntries(saving.map(section => [section.dataset.question, fieldsOf(section)]));
        changed.clear();
        try {
          const at = await own.keep(store, said, answers, handIn);
          status.textContent = say('PackQuiz.Kept', showTime(at));
          return true;
        } catch {
          saving.forEach(section => changed.add(section)); // the next time, with what is typed until then
          status.textContent = say('NotKept');
          return false;
        }
      };
      form.addEventListener('input', event => {
        const section = event.target.closest('[data-question]');
        if (section && !over) {
          changed.add(section);
          clearTimeout(timer);
          status.textContent = ''; // what is typed now is not kept yet
          timer = setTimeout(save, SAVE_AFTER);
        }
      });
      const flush = () => timer && save();
      document.addEventListener('visibilitychange', flush);
      addEventListener('hashchange', () => {
        document.removeEventListener('visibilitychange', flush);
        flush();
      }, { once: true });

      const handIn = async anyway => {
        const left = sections.filter(section => Object.keys(fieldsOf(section)).length === 0).map(section => section.dataset.question);
        if (left.length > 0 && !anyway) {
          missing.replaceChildren(callout('wait', 'alert', el('p', {}, say('PackQuiz.Missing', left.join(', '))),
            el('button', { type: 'button', id: 'hand-in-anyway', on: { click: () => handIn(true) } }, say('PackQuiz.Anyway'))));
          missing.scrollIntoView({ block: 'center' });
          return;
        }

        over = true;
        if (!(await save(true))) {
          over = false;
          return;
        }

        context.done(say('PackQuiz.Done'));
        context.go(`#/pack/${code}`);
        await context.sendNow();
      };
      return [head,
        context.message && el('p', { class: 'callout done', id: 'said', role: 'status' }, icon('check'), el('span', {}, context.message)),
        el('p', { class: 'quiet' }, say('PackQuiz.About')),
        before && own.why(before).length > 0 && callout('stop', 'alert', own.why(before).map(text => el('p', {}, text)), el('p', {}, el('a', { class: 'button', href: taken.page }, say('PackQuiz.Online')))),
        form,
        missing,
        status,
        el('div', { class: 'dock' },
          el('a', { class: 'button', href: `#/pack/${code}` }, say('Back')),
          el('button', { type: 'button', class: 'primary', id: 'hand-in', on: { click: () => handIn(false) } }, say('PackQuiz.HandIn'))),
      ].filter(Boolean);
    },
  };

  return { views: [quizView], unsent: 'attempt', send: own.send, kept: context => own.kept(context) };
}
