// Draws a process in the browser. The text of the document stays in the form's own field, which is what is saved: without this script the
// same form still imports, exports and saves.

import { colours, fit, letters, ready } from './look.js';
import { extensions } from './language.js';
import { Panel } from './panel.js';
import { limits } from './rules.js';

const form = document.querySelector('[data-designer]');
const words = JSON.parse(form.dataset.words);
const text = form.querySelector('textarea');
const file = form.querySelector('input[type=file]');
const sheet = form.querySelector('.designer-sheet');
const status = form.querySelector('[data-status]');
const problems = form.querySelector('[data-problems]');
const wide = window.matchMedia('(width >= 60rem)');

let begun = false;
let modeler;
let panel;
let changed = false;
let sending = false;
let checking;

/** How much of the drawing's place is under the tools at its left. */
function paletteWidth() {
  const [palette, canvas] = ['.djs-palette', '.djs-container'].map((name) => sheet.querySelector(name));
  return palette.getBoundingClientRect().right - canvas.getBoundingClientRect().left;
}

/** Beside the drawing while there is one; in its own place below where the document is a text. */
function show(drawn) {
  sheet.hidden = !drawn;
  if (drawn) {
    sheet.querySelector('.designer-side').prepend(problems);
  } else {
    sheet.after(problems);
  }
}

async function begin() {
  show(true);
  modeler = new window.BpmnJS({
    container: sheet.querySelector('.designer-canvas'),
    bpmnRenderer: colours,
    textRenderer: letters,
    moddleExtensions: extensions(form.dataset),
    additionalModules: [limits(words)],
  });
  panel = new Panel(form.querySelector('.designer-panel'), modeler, { words, activities: JSON.parse(form.dataset.activities) });
  try {
    await ready();
    await modeler.importXML(text.value);
  } catch (problem) {
    console.warn(problem);
    say(words.ImportFailed);
    sheet.after(problems);
    sheet.querySelector('.designer-desk').hidden = true;
    modeler = null;
    return;
  }

  fit(modeler.get('canvas'), paletteWidth());
  panel.show();
  problems.querySelectorAll('[data-element]').forEach((link) => { link.textContent = nameOf(link.dataset.element) ?? link.textContent; });
  modeler.on('commandStack.changed', () => {
    changed = true;
    say(words.Unsaved);
    buttons();
    clearTimeout(checking);
    checking = setTimeout(check, 1500);
  });
  buttons();
}

/** What people call an element that is drawn. */
function nameOf(id) {
  const element = modeler?.get('elementRegistry').get(id);
  return element && panel.hand.nameOf(element);
}

const say = (what) => { status.textContent = what; };

function buttons() {
  const stack = modeler.get('commandStack');
  form.querySelector('[data-do=undo]').disabled = !stack.canUndo();
  form.querySelector('[data-do=redo]').disabled = !stack.canRedo();
}

/** The document, as it is drawn now. */
async function write() {
  if (modeler && changed) {
    text.value = (await modeler.saveXML({ format: true })).xml;
  }
}

async function check() {
  await write();
  const body = new FormData(form);
  body.delete('Input.File');
  try {
    const answer = await fetch(`${location.pathname}?handler=Check`, { method: 'POST', body, credentials: 'same-origin' });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }

    list(await answer.json());
  } catch (problem) {
    console.warn(problem);
    say(words.CheckFailed);
  }
}

function list(found) {
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const entry = (one) => {
    const name = one.element && nameOf(one.element);
    const link = make('a', { href: '#draft' }, name ?? '');
    link.dataset.element = one.element ?? '';
    return make('li', {}, ...(name ? [link, ' '] : one.element ? [make('code', {}, one.element), ' '] : []), one.text);
  };
  const block = (kind, word, some) => some.length === 0 ? []
    : [make('div', { className: `callout ${kind}` }, make('div', {}, make('b', {}, `${word} (${some.length})`), make('ul', { className: 'problems' }, ...some.map(entry))))];
  problems.replaceChildren(
    ...block('stop', words.Stops, found.filter((one) => one.stops)),
    ...block('wait', words.Warns, found.filter((one) => !one.stops)),
    ...(found.length === 0 ? [make('p', { className: 'callout done' }, words.Clean)] : []));

  // The list takes room from the sheet below it: whoever is writing there keeps their field in sight.
  if (sheet.contains(document.activeElement)) {
    document.activeElement.scrollIntoView({ block: 'nearest' });
  }

  const canvas = modeler?.get('canvas');
  modeler?.get('elementRegistry').getAll().forEach((element) => canvas.removeMarker(element, 'is-stopped'));
  found.filter((one) => one.stops && one.element && modeler?.get('elementRegistry').get(one.element)).forEach((one) => canvas.addMarker(one.element, 'is-stopped'));
}

function choose(id) {
  const element = modeler?.get('elementRegistry').get(id);
  if (element) {
    modeler.get('selection').select(element);
    modeler.get('canvas').scrollToElement(element, 80);
    sheet.scrollIntoView({ block: 'nearest' });
    form.querySelector('#p-name').focus({ preventScroll: true });
  }
}

form.addEventListener('click', (event) => {
  const link = event.target.closest('[data-element]');
  if (link) {
    event.preventDefault();
    choose(link.dataset.element);
    return;
  }

  const what = event.target.closest('[data-do]')?.dataset.do;
  if (what === 'check') {
    check();
  } else if (what === 'fit') {
    fit(modeler.get('canvas'), paletteWidth());
  } else if (what === 'in' || what === 'out') {
    const canvas = modeler.get('canvas');
    canvas.zoom(canvas.zoom() * (what === 'in' ? 1.25 : 0.8), 'auto');
  } else if (what) {
    modeler.get('commandStack')[what]();
  }
});

// Undo and redo by key, where nobody is writing.
document.addEventListener('keydown', (event) => {
  if (!modeler || !(event.ctrlKey || event.metaKey) || event.target.matches('input, textarea, select, [contenteditable]')) {
    return;
  }

  const key = event.key.toLowerCase();
  const stack = modeler.get('commandStack');
  if (key === 'z' && !event.shiftKey && stack.canUndo()) {
    stack.undo();
  } else if ((key === 'y' || (key === 'z' && event.shiftKey)) && stack.canRedo()) {
    stack.redo();
  } else {
    return;
  }

  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// What is typed into the text itself, or comes from a file, replaces the drawing once it is saved.
text.addEventListener('input', () => { changed = false; show(false); });
file.addEventListener('change', () => show(file.files.length === 0));

form.addEventListener('submit', async (event) => {
  if (sending) {
    return;
  }

  event.preventDefault();
  const { submitter } = event;
  await write();
  sending = true;

  // Not from inside of this event: a form that is being sent is not sent.
  setTimeout(() => form.requestSubmit(submitter));
});

window.addEventListener('beforeunload', (event) => {
  if (changed && !sending) {
    event.preventDefault();
  }
});

/** Begins where there is room to draw. A window can be made narrow, which hides the drawing, and wide again at any moment. */
function room() {
  if (!wide.matches) {
    return;
  }

  if (!begun) {
    begun = true;
    begin();
  } else if (modeler) {
    modeler.get('canvas').resized();
    fit(modeler.get('canvas'), paletteWidth());
  }
}

wide.addEventListener('change', room);
room();
