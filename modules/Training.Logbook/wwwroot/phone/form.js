// Draws the form of a case from the kit: the same fields, names and words as the form of the site.

import { el, say, dayOf } from './dom.js';

let ids = 0;

const message = () => el('span', { class: 'field-validation-valid' });

function choice(field, option, values) {
  const type = field.kind === 'check' ? 'checkbox' : 'radio';
  return el('label', {},
    el('input', { type, name: field.name, value: option.value, checked: values.includes(option.value) }), ' ', option.label,
    option.about && el('small', {}, option.about));
}

// Many techniques: the likely one is shown, the others are one touch away.
function choices(field, values) {
  const first = field.kind === 'radio' && field.look === 'one' ? field.options.filter(option => values.includes(option.value)) : [];
  const others = field.options.filter(option => !first.includes(option));
  const list = options => el('div', { class: `choices ${field.look ?? ''}` }, options.map(option => choice(field, option, values)));
  return first.length > 0 && others.length > 2
    ? [list(first), el('details', {}, el('summary', {}, say('Other')), list(others))]
    : [list([...first, ...others])];
}

function select(name, options, values, attributes) {
  return el('select', { name, ...attributes }, options.map(option => el('option', { value: option.value, selected: values.includes(option.value) }, option.label)));
}

function input(field, values, attributes) {
  const value = values[0] ?? field.usual ?? '';
  switch (field.kind) {
    case 'select': return select(field.name, field.options, values, attributes);
    case 'area': {
      const area = el('textarea', { name: field.name, rows: 3, maxlength: field.max, ...attributes });
      area.value = value;
      return area;
    }
    case 'number': return el('input', { type: 'number', inputmode: 'numeric', name: field.name, min: 1, max: field.max, value, ...attributes });
    case 'date': return el('input', { type: 'date', name: field.name, max: dayOf(Date.now()), value, ...attributes });
    case 'time': return el('input', { type: 'time', name: field.name, value, ...attributes });
    default: return el('input', { type: 'text', name: field.name, maxlength: field.max, value, autocomplete: 'off', ...attributes });
  }
}

function draw(field, values) {
  if (field.kind === 'radio' || field.kind === 'check') {
    return el('fieldset', {}, el('legend', {}, field.label), choices(field, values), field.hint && el('small', {}, field.hint), message());
  }

  if (field.kind === 'selects') {
    return el('fieldset', {}, el('legend', {}, field.label),
      field.options.map(row => {
        const id = `f${++ids}`;
        return el('div', { class: 'field' }, el('label', { for: id }, row.label), select(field.name, row.options, values, { id }));
      }),
      message());
  }

  if (field.kind === 'one') {
    return el('div', { class: 'field' }, el('label', { class: 'check' }, el('input', { type: 'checkbox', name: field.name, value: 'true', checked: values.includes('true') }), ' ', field.label), message());
  }

  const id = `f${++ids}`;
  const hint = field.hint ? `${id}h` : null;
  return el('div', { class: 'field' }, el('label', { for: id }, field.label), hint && el('small', { id: hint }, field.hint), input(field, values, { id, 'aria-describedby': hint }), message());
}

/**
 * The form of one case.
 * @param {import('./kit.js').Kit} kit
 * @param {Record<string, string[]>} values What is filled in already.
 * @param {() => void} changed Called when the person changes something.
 */
export function caseForm(kit, values, changed) {
  const drawn = new Map();
  const summary = el('div', { role: 'alert', tabindex: -1, class: 'validation-summary-valid' });
  const sections = kit.sections.map(section => {
    const fields = section.fields.map(field => {
      const element = draw(field, values[field.name] ?? []);
      drawn.set(field.name, { field, element });
      return element;
    });
    return section.folded
      ? el('details', { class: 'more', open: section.fields.some(field => values[field.name]?.some(value => value && value !== field.usual)) },
        el('summary', {}, section.title, ' ', el('small', {}, section.about)), fields)
      : [section.title && el('h2', {}, section.title, ' ', el('small', {}, section.about)), fields];
  });
  const element = el('form', { id: 'case-form', novalidate: true, on: { input: () => { reveal(); changed(); } } }, summary, sections);

  /** Fields that are filled in, without those that are not shown. */
  function read() {
    const fields = {};
    for (const [name, value] of new FormData(element)) {
      if (value !== '' && !drawn.get(name)?.element.hidden) {
        (fields[name] ??= []).push(value);
      }
    }

    return fields;
  }

  function reveal() {
    const data = new FormData(element);
    for (const { field, element: part } of drawn.values()) {
      part.hidden = Boolean(field.when) && data.get(field.when.name) !== field.when.value;
    }
  }

  /** Names of the fields that are shown. */
  const shown = () => new Set([...drawn].filter(([, part]) => !part.element.hidden).map(([name]) => name));

  /**
   * Says at each field what is wrong there, and above what else is.
   * @param {Record<string, string[]>} errors By field.
   * @param {string} [lead] Said first.
   */
  function tell(errors, lead) {
    const all = Object.entries(errors).filter(([, texts]) => texts.length > 0);
    for (const [name, { element: part }] of drawn) {
      const text = (errors[name] ?? []).join(' ');
      const where = part.querySelector(':scope > .field-validation-error, :scope > .field-validation-valid');
      where.className = text ? 'field-validation-error' : 'field-validation-valid';
      where.textContent = text;
      if (text) {
        part.closest('details')?.setAttribute('open', '');
      }
    }

    summary.className = all.length > 0 ? 'validation-summary-errors' : 'validation-summary-valid';
    summary.replaceChildren(...(all.length > 0 ? [lead && el('p', {}, lead), el('ul', {}, [...new Set(all.flatMap(([, texts]) => texts))].map(text => el('li', {}, text)))].filter(Boolean) : []));
    if (all.length > 0) {
      summary.focus();
    }
  }

  reveal();
  return { element, read, shown, tell };
}
