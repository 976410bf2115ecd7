// The two halves of handing something over: showing codes and scanning them. Each has a way without camera, and one without pictures.

import { el, say } from '../dom.js';
import { collector, draw, pack, read } from './code.js';

const PAUSE = 400;

/** Shows a value as codes that follow each other; they can be stopped and gone through by hand, or copied as text. */
export async function shownAs(value, label) {
  const parts = await pack(value);
  const canvas = el('canvas', { role: 'img', 'aria-label': label, class: 'code' });
  const place = el('p', { class: 'quiet', 'aria-live': 'off' });
  let at = 0;
  let timer = 0;
  const show = async index => {
    at = (index + parts.length) % parts.length;
    await draw(canvas, parts[at]);
    canvas.dataset.part = at + 1;
    place.textContent = say('Room.Part', at + 1, parts.length);
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
  };
  const run = () => {
    timer = setInterval(() => (canvas.isConnected ? show(at + 1) : stop()), PAUSE);
  };
  const step = by => () => {
    stop();
    show(at + by);
  };
  const text = el('textarea', { readonly: true, rows: 3, 'aria-label': say('Room.AsText') });
  text.value = parts.join('\n');
  await show(0);
  if (parts.length > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
    run();
  }

  return el('div', { class: 'stack', 'data-codes': parts.length },
    canvas,
    parts.length > 1 && el('div', { class: 'row' },
      el('button', { type: 'button', 'data-step': 'back', on: { click: step(-1) } }, say('Room.PartBefore')),
      place,
      el('button', { type: 'button', 'data-step': 'next', on: { click: step(1) } }, say('Room.PartAfter'))),
    el('details', {}, el('summary', {}, say('Room.NoCamera')), el('p', {}, say('Room.AsText.About')), text));
}

/**
 * Scans what the other phone shows.
 * @param {(value: any) => void | Promise<void>} taken Called once with the whole of it.
 */
export function scanner(taken) {
  const parts = collector();
  const video = el('video', { playsinline: true, muted: true, hidden: true, class: 'code', 'aria-label': say('Room.Camera') });
  const status = el('p', { role: 'status' }, say('Room.Scan.Wait'));
  let stream = null;
  let over = false;

  const stop = () => {
    over = true;
    stream?.getTracks().forEach(track => track.stop());
  };
  const take = async text => {
    try {
      const value = await parts.take(text);
      const [there, count] = parts.progress;
      status.textContent = count > 0 ? say('Room.Scan.Progress', there, count) : say('Room.Scan.Nothing');
      if (value && !over) {
        stop();
        await taken(value);
      }
    } catch {
      status.textContent = say('Room.Scan.Bad');
    }
  };
  const look = async () => {
    if (over || !video.isConnected) {
      stop();
      return;
    }

    if (video.videoWidth > 0) {
      const found = await read(video, video.videoWidth, video.videoHeight);
      if (found) {
        await take(found);
      }
    }

    setTimeout(look, 120);
  };
  const start = async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      look();
    } catch {
      status.textContent = say('Room.Scan.NoCamera');
      other.open = true;
    }
  };
  const pictures = async event => {
    let none = 0;
    for (const file of event.target.files) {
      const picture = await createImageBitmap(file).catch(() => null);
      const found = picture && (await read(picture, picture.width, picture.height));
      if (found) {
        await take(found);
      } else {
        none++;
      }
    }

    if (none > 0 && !over) {
      status.textContent = say('Room.Scan.NoCode', none);
    }
  };
  const text = el('textarea', { rows: 3, id: 'room-text', autocomplete: 'off', spellcheck: 'false' });
  const other = el('details', {}, el('summary', {}, say('Room.Scan.Other')),
    el('div', { class: 'stack' },
      el('div', { class: 'field' }, el('label', { for: 'room-file' }, say('Room.Scan.File')), el('input', { type: 'file', id: 'room-file', accept: 'image/*', multiple: true, on: { change: pictures } })),
      el('div', { class: 'field' }, el('label', { for: 'room-text' }, say('Room.Scan.Text')), text),
      el('button', { type: 'button', on: { click: () => take(text.value) } }, say('Room.Scan.Take'))));
  queueMicrotask(start);
  return el('div', { class: 'stack', 'data-scanner': true }, video, status, other);
}
