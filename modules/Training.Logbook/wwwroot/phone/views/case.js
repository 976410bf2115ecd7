// Writing a case: `#/case` begins one or goes on with the draft, `#/case/repeat` begins from the last one, `#/case/{id}` mends one that waits.

import { el, say } from '../dom.js';
import { caseForm } from '../form.js';
import { check, dateOf, identityIn, onDay } from '../check.js';
import { find, keep } from '../outbox.js';
import { WipedError } from '../store.js';

const DRAFT = 'draft';
const LAST = 'last';
const ID = 'case';
const SAVE_AFTER = 300;

// As CaseInput.Repeat has it: nothing that describes the patient or how it went.
const LIKELY = ['Input.Choice', 'Input.Stage', 'Input.Place', 'Input.Supervision', 'Input.Mentor'];
const REPEATED = [...LIKELY, 'Input.Further', 'Input.Setting', 'Input.Role', 'Input.Chart'];

const pick = (fields, names) => Object.fromEntries(names.filter(name => fields?.[name]).map(name => [name, fields[name]]));

const why = error => error instanceof WipedError ? say('Wiped') : say('NotKept');

async function begin(context, mode) {
  const draft = await context.store.get(DRAFT, ID);
  if (mode !== undefined && mode !== 'repeat') {
    const before = await find(context.store, mode);
    return before && { before, values: onDay(draft?.of === mode ? draft.fields : before.fields, draft?.of === mode ? draft.day : undefined), errors: before.refused?.errors };
  }

  if (draft && !draft.of && mode !== 'repeat') {
    return { before: null, values: onDay(draft.fields, draft.day) };
  }

  const last = (await context.store.get(LAST, ID))?.fields;
  const likely = mode === 'repeat' ? last ? pick(last, REPEATED) : context.kit.repeat : last ? pick(last, LIKELY) : context.kit.last;
  return { before: null, values: { 'Input.Day': ['Today'], ...likely } };
}

function nothing() {
  return [el('h1', {}, say('Case')), el('div', { class: 'callout wait' }, el('p', {}, say('NoKit'))), el('p', { class: 'link' }, el('a', { href: '#/' }, say('Back')))];
}

/** @type {import('../dom.js').View} */
export const caseView = {
  path: 'case',
  stays: true,

  async render(context, mode) {
    if (!context.store || !context.kit || context.kit.sections.length === 0) {
      return nothing();
    }

    const begun = await begin(context, mode);
    if (!begun) {
      context.done(say('Gone'));
      context.go('#/');
      return [];
    }

    const { before, values, errors } = begun;
    const status = el('p', { class: 'quiet', role: 'status' });
    let timer = 0;
    let doubted = '';
    let over = false;

    // A text that looks like the identity of a patient is not kept, not even for a moment.
    const save = async () => {
      const fields = form.read();
      const clean = pick(fields, Object.keys(fields).filter(name => !identityIn(context.kit, fields)[name]));
      try {
        await context.store.put(DRAFT, ID, { of: before?.id ?? null, day: dateOf(fields) || undefined, fields: clean });
        status.textContent = over ? '' : say('DraftKept');
      } catch (error) {
        status.textContent = why(error);
      }
    };
    const form = caseForm(context.kit, values, () => {
      clearTimeout(timer);
      status.textContent = ''; // what is typed now is not kept yet
      timer = setTimeout(() => !over && save(), SAVE_AFTER);
    });
    const leave = () => {
      removeEventListener('hashchange', leave);
      document.removeEventListener('visibilitychange', hide);
      if (timer && !over) {
        clearTimeout(timer);
        save();
      }
    };
    const hide = () => document.visibilityState === 'hidden' && timer && !over && save();
    addEventListener('hashchange', leave);
    document.addEventListener('visibilitychange', hide);

    const submit = async event => {
      event.preventDefault();
      if (over) {
        return;
      }

      const fields = form.read();
      const found = check(context.kit, fields, form.shown());
      const doubts = JSON.stringify(found.doubts);
      if (Object.keys(found.errors).length > 0 || (doubts !== '{}' && doubts !== doubted)) {
        doubted = doubts;
        form.tell({ ...found.doubts, ...found.errors }, Object.keys(found.errors).length > 0 ? undefined : say('Doubt'));
        return;
      }

      over = true;
      clearTimeout(timer);
      const title = context.kit.sections[0].fields[0].options.find(option => option.value === fields['Input.Choice'][0])?.label ?? '';
      const said = { title, fields: { ...fields, 'Input.Day': ['Other'], 'Input.PerformedOn': [dateOf(fields)] } };
      try {
        const kept = await keep(context.store, said, before && ((await find(context.store, before.id)) ?? before), [{ kind: DRAFT, id: ID }]);
        await context.store.put(LAST, ID, { fields: pick(fields, REPEATED) });
        context.done(say('Kept', kept.code));
      } catch (error) {
        over = false;
        form.tell({ '': [why(error)] });
        return;
      }

      context.go('#/');
      context.sendNow();
    };
    form.element.addEventListener('submit', submit);
    if (errors) {
      queueMicrotask(() => form.tell(errors, say('RefusedLead')));
    }

    return [
      el('h1', {}, say(before ? 'Mend' : 'Case')),
      before?.refused?.address && el('p', { class: 'callout wait' }, el('a', { href: before.refused.address }, say('OpenStored'))),
      status,
      form.element,
      el('div', { class: 'dock' },
        el('a', { class: 'button', href: '#/' }, say('Back')),
        el('button', { type: 'submit', form: 'case-form' }, say(before ? 'SaveMended' : 'Save'))),
    ].filter(Boolean);
  },
};
