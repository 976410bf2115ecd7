// Gets the phone of a mentor ready: fetches tickets behind a fresh proof, which the form's other script (passkeys.js) has filled in before, and keeps
// them with the rest of the phone's store.

import { fetchKits, heldTickets, keepTickets, tickets } from '../phone/room/room.js';
import { session } from '../phone/session.js';
import { open, setCurrent } from '../phone/store.js';
import { register } from '../phone/worker-client.js';

const form = document.querySelector('[data-room-tickets]');
const status = form.querySelector('[data-room-status]');

const say = text => {
  status.hidden = false;
  status.textContent = text;
};

const proved = () => Boolean(form.querySelector('[data-passkey=assertion]')?.value || form.querySelector('[type=password]')?.value);

async function fetchTickets() {
  const seen = await session();
  if (seen.state !== 'in') {
    throw new TypeError('Nobody is signed in.');
  }

  await setCurrent(seen.session.account);
  const store = await open(seen.session.account);
  const body = new URLSearchParams(new FormData(form));
  (await heldTickets(store)).forEach((id, index) => body.set(`Input.Held[${index}]`, id));
  const response = await fetch(form.action || location.href, { method: 'POST', body, headers: { Accept: 'application/json' } });
  const said = response.headers.get('Content-Type')?.includes('json') ? await response.json() : {};
  if (!response.ok || !said.tickets) {
    say(said.why ?? form.dataset.refused);
    return;
  }

  await keepTickets(store, said.tickets);
  await fetchKits(store, seen.session);
  await register();
  say(form.dataset.done.replace('{0}', (await tickets(store)).length));
  document.querySelector('[data-room-open]').hidden = false;
}

form.addEventListener('submit', event => {
  // The other script stops the first try and comes back with a proof.
  if (event.defaultPrevented || !proved()) {
    return;
  }

  event.preventDefault();
  fetchTickets().catch(() => say(form.dataset.refused)).finally(() => {
    const answer = form.querySelector('[data-passkey=assertion]');
    if (answer) {
      answer.value = '';
    }
  });
});
