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

  section.querySelectorAll('[data-point]').forEach(mark);
}

const placeOf = frame => ['.x', '.y'].map(end => frame.querySelector(`[name$="${end}"]`));

/** Shows where somebody pointed. */
function mark(frame) {
  const [x, y] = placeOf(frame);
  const spot = frame.querySelector('.pointing-mark');
  spot.hidden = x.value === '' || y.value === '';
  if (!spot.hidden) {
    spot.style.left = `${Number(x.value)}%`;
    spot.style.top = `${Number(y.value)}%`;
  }
}

/** Lets people point at pictures, in percent of their size. A name that is chosen instead, as by keyboard, takes the place of the point, and the other way round. */
export function pointing(root) {
  const frames = root.querySelectorAll('[data-point]');
  frames.forEach(mark);
  frames.forEach(frame => {
    const [x, y] = placeOf(frame);
    const picture = frame.querySelector('img');
    if (!picture || x.matches(':disabled')) {
      return;
    }

    frame.classList.add('is-open');
    const hint = frame.nextElementSibling;
    if (hint?.matches('[data-point-hint]')) {
      hint.hidden = false;
    }

    const names = [...root.querySelectorAll(`input[type=radio][name="${CSS.escape(x.name.slice(0, -2))}"]`)];
    picture.addEventListener('click', event => {
      if (x.matches(':disabled')) {
        return;
      }

      const box = picture.getBoundingClientRect();
      [x.value, y.value] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map(part => Math.min(100, Math.max(0, part * 100)).toFixed(2));
      names.forEach(name => { name.checked = false; });
      mark(frame);
      x.dispatchEvent(new Event('input', { bubbles: true }));
    });
    names.forEach(name => name.addEventListener('input', () => {
      x.value = y.value = '';
      mark(frame);
    }));
  });
}
