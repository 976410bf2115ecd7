// What stands in the fields of a question, on the page of a quiz and on the phone: by the part of a field's name behind that of the question.

const isChoice = control => ['radio', 'checkbox'].includes(control.type);

function* controlsOf(section) {
  const start = `a${section.dataset.question}`;
  for (const control of section.querySelectorAll('[name]')) {
    if (control.name === start || control.name.startsWith(`${start}.`)) {
      yield [control.name.slice(start.length), control];
    }
  }
}

/** As the form of the site would send them. */
export function fieldsOf(section) {
  const fields = {};
  for (const [name, control] of controlsOf(section)) {
    if ((!isChoice(control) || control.checked) && control.value !== '') {
      (fields[name] ??= []).push(control.value);
    }
  }

  return fields;
}

/** Puts them back. */
export function fill(section, fields) {
  for (const [name, control] of controlsOf(section)) {
    const values = fields[name] ?? [];
    if (isChoice(control)) {
      control.checked = values.includes(control.value);
    } else {
      control.value = values[0] ?? '';
    }
  }
}
