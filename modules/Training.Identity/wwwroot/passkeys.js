// Passkeys in forms. Every form works without this file, with a password; with it, a form that has no password typed asks the device first.
// A form is marked by what stands in it: [data-passkey=assertion] is signed on submit, [data-passkey=credential] gets a new passkey,
// and form[data-passkey-sign-in] signs somebody in. [data-passkey-unsupported] is shown where the browser knows no passkeys.

const encode = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const decode = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
const part = (form, name) => form.querySelector(`[data-passkey=${name}]`);

// Older browsers have neither parseRequestOptionsFromJSON nor toJSON.
const withIds = list => (list ?? []).map(c => ({ ...c, id: decode(c.id) }));

async function create(options) {
  const made = await navigator.credentials.create({ publicKey: {
    ...options,
    challenge: decode(options.challenge),
    user: { ...options.user, id: decode(options.user.id) },
    excludeCredentials: withIds(options.excludeCredentials),
  } });
  return toJson(made, {
    attestationObject: encode(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  });
}

async function get(options) {
  const found = await navigator.credentials.get({ publicKey: {
    ...options, challenge: decode(options.challenge), allowCredentials: withIds(options.allowCredentials),
  } });
  return toJson(found, {
    authenticatorData: encode(found.response.authenticatorData),
    signature: encode(found.response.signature),
    userHandle: found.response.userHandle ? encode(found.response.userHandle) : null,
  });
}

function toJson(credential, response) {
  return JSON.stringify({
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: encode(credential.response.clientDataJSON), ...response },
  });
}

// Asks the page for what the device needs, with everything that is typed. Null where the page refuses: then it is asked the plain way, and
// shows why.
async function ask(form, button, handler) {
  const address = new URL(button?.hasAttribute('formaction') ? button.formAction : form.action, location.href);
  address.searchParams.set('with', address.searchParams.get('handler') ?? '');
  address.searchParams.set('handler', handler);
  const answer = await fetch(address, { method: 'POST', body: form.enctype === 'multipart/form-data' ? new FormData(form) : new URLSearchParams(new FormData(form)) });
  return answer.ok && answer.headers.get('content-type')?.startsWith('application/json') ? answer.json() : null;
}

function say(form, what) {
  const status = part(form, 'status');
  if (status) {
    status.hidden = false;
    status.textContent = status.dataset[what];
  }

  if (what === 'failed') {
    part(form, 'other')?.setAttribute('open', '');
  }
}

async function fill(form, button) {
  const credential = part(form, 'credential');
  if (credential && !credential.value) {
    say(form, 'waiting');
    const options = await ask(form, button, 'Options');
    if (!options) {
      return;
    }

    credential.value = await create(options);
  }

  const assertion = part(form, 'assertion');
  if (assertion && !form.querySelector('[type=password]')?.value) {
    say(form, 'waiting');
    const challenge = await ask(form, button, 'Challenge');
    if (challenge) {
      assertion.value = await get(challenge.options);
      part(form, 'proof').value = challenge.proof;
    }
  }
}

function watch(form) {
  let ready = false;
  let busy = false;
  form.addEventListener('submit', async event => {
    if (ready) {
      return;
    }

    event.preventDefault();
    if (busy) {
      return;
    }

    busy = true;
    try {
      await fill(form, event.submitter);
      ready = true;
      form.requestSubmit(event.submitter);
    } catch {
      // The person closed the device's window, or it has no passkey for this site.
      say(form, 'failed');
    } finally {
      busy = false;
      ready = false;
    }
  });
}

function watchSignIn(form) {
  form.hidden = false;
  part(form, 'start').addEventListener('click', async () => {
    try {
      say(form, 'waiting');
      const options = await ask(form, null, 'Options');
      part(form, 'answer').value = await get(options);
      form.submit();
    } catch {
      say(form, 'failed');
    }
  });
}

if (window.PublicKeyCredential) {
  const marked = [...document.querySelectorAll('[data-passkey=assertion], [data-passkey=credential]')];
  new Set(marked.map(field => field.form)).forEach(watch);
  document.querySelectorAll('form[data-passkey-sign-in]').forEach(watchSignIn);
} else {
  document.querySelectorAll('[data-passkey-unsupported]').forEach(note => { note.hidden = false; });
}
