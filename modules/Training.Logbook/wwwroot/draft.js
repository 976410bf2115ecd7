// The case that is being typed on the site's own page is kept on this device as it is typed, sealed as the phone's own drafts are and the same as
// them: whoever loses the network goes on in the phone's form. It goes when the site has stored the case, or when it is thrown away.

import { dateOf, hasLongNumber, onDay } from './phone/check.js';
import { exists, open } from './phone/store.js';

const DRAFT = 'draft';
const ID = 'case';
const SAVE_AFTER = 300;
const PREFIX = 'Input.';

const place = document.getElementById('draft');
const form = document.getElementById('case-form');

const controls = () => [...form.elements].filter(control => control.name.startsWith(PREFIX) && control.type !== 'hidden' && control.type !== 'file');

const isChoice = control => ['radio', 'checkbox'].includes(control.type);

// A text that looks like the identity of a patient is not kept, not even for a moment.
function read() {
  const fields = {};
  for (const control of controls()) {
    const said = isChoice(control) ? control.checked : control.value !== '' && !hasLongNumber(control.value);
    if (said) {
      (fields[control.name] ??= []).push(control.value);
    }
  }

  return fields;
}

function fill({ fields, day }) {
  const values = onDay(fields, day);
  const taken = {};
  for (const control of controls()) {
    const wanted = values[control.name] ?? [];
    if (isChoice(control)) {
      control.checked = wanted.includes(control.value);
    } else {
      const at = taken[control.name] ?? 0;
      taken[control.name] = at + 1;
      control.value = wanted[at] ?? '';
    }
  }

  const more = form.querySelector('details:not([open])');
  if (more && controls().some(control => more.contains(control) && (isChoice(control) ? control.checked : control.value))) {
    more.open = true;
  }
}

async function forget() {
  if (await exists()) {
    await (await open(place.dataset.account)).remove(DRAFT, ID);
  }
}

// Somebody may type before this script is there.
const isTouched = () => controls().some(control => isChoice(control)
  ? control.checked !== control.defaultChecked
  : control.type.startsWith('select') ? false : control.value !== control.defaultValue);

async function keepAsTyped() {
  const status = document.getElementById('draft-status');
  const opening = open(place.dataset.account);
  let timer = 0;
  const save = async () => {
    timer = 0;
    const fields = read();
    try {
      await (await opening).put(DRAFT, ID, { of: null, day: dateOf(fields) || undefined, fields });
      status.textContent = status.dataset.kept;
    } catch {
      status.textContent = status.dataset.lost; // signed out in another tab, or the device keeps nothing
    }
  };
  const soon = () => {
    clearTimeout(timer);
    status.textContent = ''; // what is typed now is not kept yet
    timer = setTimeout(save, SAVE_AFTER);
  };

  form.addEventListener('input', soon);
  form.addEventListener('submit', () => clearTimeout(timer));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && timer && save());
  if (isTouched()) {
    soon();
    return;
  }

  const store = await opening.catch(() => null);
  const draft = await store?.get(DRAFT, ID);
  if (draft && !draft.of && place.dataset.fresh === 'yes' && !timer && !isTouched()) {
    fill(draft);
    place.hidden = false;
    place.querySelector('button').addEventListener('click', async () => {
      await store.remove(DRAFT, ID);
      location.reload();
    });
  }
}

await ('done' in place.dataset ? forget() : keepAsTyped());
