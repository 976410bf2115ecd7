// Draws the processes of a page: the document is fetched, the marks are in the figure's own attributes.

import { colours, fit, letters, ready } from './designer/look.js';

const Viewer = window.BpmnJS;

const list = (text) => (text ?? '').split(' ').filter((id) => id.length > 0);

function mark(viewer, figure) {
  const [canvas, registry, overlays] = ['canvas', 'elementRegistry', 'overlays'].map((name) => viewer.get(name));
  const add = (id, name) => registry.get(id) && canvas.addMarker(id, name);
  list(figure.dataset.passed).forEach((id) => add(id, 'is-passed'));
  const waiting = JSON.parse(figure.dataset.waiting || '{}');
  Object.keys(waiting).forEach((id) => add(id, 'is-waiting'));
  list(figure.dataset.stopped).forEach((id) => add(id, 'is-stopped'));
  for (const [id, words] of Object.entries(waiting)) {
    if (!registry.get(id) || words.length === 0) {
      continue;
    }

    const note = document.createElement('span');
    note.className = 'drawing-note';
    note.textContent = words;

    // Over an event it may not reach its neighbours.
    const shape = registry.get(id);
    const narrow = shape.width < 60;
    note.classList.toggle('narrow', narrow);
    overlays.add(id, { position: { top: -4, left: narrow ? shape.width / 2 : 0 }, html: note });
  }
}

const openSteps = (figure) => figure.parentElement.querySelector(':scope > details')?.setAttribute('open', '');

async function draw(figure) {
  const sheet = figure.querySelector('.drawing-canvas');
  const none = figure.querySelector('.drawing-none');
  try {
    const answer = await fetch(figure.dataset.drawing, { credentials: 'same-origin' });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }

    figure.classList.add('is-drawn');
    await ready();
    const viewer = new Viewer({ container: sheet, bpmnRenderer: colours, textRenderer: letters });
    await viewer.importXML(await answer.text());
    const canvas = viewer.get('canvas');

    // As high as the drawing needs, with room for the mark of the library below it.
    const box = canvas.viewbox().inner;
    sheet.style.blockSize = `${Math.min(560, Math.max(180, (box.height + 40) * Math.min(1, sheet.clientWidth / (box.width + 80)) + 64))}px`;
    canvas.resized();
    fit(canvas);
    canvas.scroll({ dx: 0, dy: -12 });
    mark(viewer, figure);

    // Too small to read: the same in words stands open below it.
    if (canvas.zoom() < 0.6) {
      openSteps(figure);
    }

    const tools = figure.querySelector('.drawing-tools');
    tools.hidden = false;
    tools.addEventListener('click', (event) => {
      const zoom = event.target.closest('[data-zoom]')?.dataset.zoom;
      if (zoom === 'fit') {
        fit(canvas);
      } else if (zoom) {
        canvas.zoom(canvas.zoom() * (zoom === 'in' ? 1.25 : 0.8), 'auto');
      }
    });
  } catch (problem) {
    // A document without a drawing is nothing wrong; its steps say the same.
    if (!String(problem.message).includes('no diagram')) {
      console.warn(problem);
    }

    figure.classList.remove('is-drawn');
    none.textContent = none.dataset.failed;
    openSteps(figure);
  }
}

for (const figure of document.querySelectorAll('[data-drawing]')) {
  // A drawing inside of something closed has no size yet.
  const closed = figure.closest('details:not([open])');
  if (closed) {
    closed.addEventListener('toggle', () => draw(figure), { once: true });
  } else {
    draw(figure);
  }
}
