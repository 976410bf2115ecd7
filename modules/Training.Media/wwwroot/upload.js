// Sends a large file in parts: where the network goes away it waits and goes on, also after the page was closed (src/docs/decisions/0026-media-library.md).
const first = 1024 * 1024;
const least = 256 * 1024;
const most = 4 * 1024 * 1024;

const form = document.getElementById("upload");
const box = document.getElementById("upload-progress");
const words = JSON.parse(box.dataset.words);
const bar = box.querySelector("progress");
const status = document.getElementById("upload-status");
const pause = document.getElementById("upload-pause");
const field = form.elements["Input.File"];

let running = null;

const say = text => { status.textContent = text; };
const wait = time => new Promise(done => { setTimeout(done, time); addEventListener("online", done, { once: true }); });
const digest = async blob => new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
const hex = bytes => Array.from(bytes, octet => octet.toString(16).padStart(2, "0")).join("");
const base64 = bytes => btoa(String.fromCharCode(...bytes));
const token = () => form.elements["__RequestVerificationToken"].value;

function ask(method, address, headers = {}, body = undefined) {
  return fetch(address, { method, body, headers: { RequestVerificationToken: token(), Accept: "application/json", ...headers }, signal: running.signal });
}

// What a rule refused stands beside its field, or above the form.
async function refuse(answer) {
  const problem = await answer.json().catch(() => ({}));
  const errors = Object.entries(problem.errors ?? {});
  for (const [name, texts] of errors) {
    const own = form.elements[`Input.${name[0].toUpperCase()}${name.slice(1)}`];
    const place = own?.closest?.(".field")?.querySelector("span[class^=field-validation]");
    if (place) {
      own.setAttribute("aria-invalid", "true");
      place.className = "field-validation-error";
      place.textContent = texts.join(" ");
    }
  }
  if (errors.length > 0) {
    form.querySelector(".field-validation-error")?.scrollIntoView({ block: "center" });
  }
  say(problem.detail ?? words.failed);
  return null;
}

async function begin(file) {
  if (form.dataset.upload) {
    const known = form.dataset.beginning;
    const same = file.size === Number(form.dataset.size) && (!known || known === hex(await digest(file.slice(0, first))));
    if (!same) {
      say(words.other);
    }
    return same ? form.dataset.upload : null;
  }
  form.dataset.id ??= crypto.randomUUID();
  const value = name => form.elements[name]?.value || null;
  const answer = await again(async () => ask("POST", "/media/uploads", { "Content-Type": "application/json" }, JSON.stringify({
    id: form.dataset.id, library: value("Input.Library"), replaces: value("replaces"), fileName: file.name, size: file.size,
    title: value("Input.Title"), altVi: value("Input.AltVi"), altEn: value("Input.AltEn"), beginning: hex(await digest(file.slice(0, first))),
  })));
  if (!answer.ok) {
    delete form.dataset.id;
    return refuse(answer);
  }
  return form.dataset.id;
}

// Until there is an answer of the site: a network that is gone, and a site that starts again, are waited for.
async function again(work) {
  for (let time = 1000; ; time = Math.min(time * 2, 30000)) {
    try {
      const answer = await work();
      if (answer.status < 500) {
        return answer;
      }
    } catch (failure) {
      if (running.signal.aborted) {
        throw failure;
      }
    }
    say(words.waiting);
    await wait(time);
    if (running.signal.aborted) {
      throw new DOMException("", "AbortError");
    }
  }
}

async function send(file, id) {
  const address = `/media/uploads/${id}/bytes`;
  let size = first;
  let answer = await again(() => ask("HEAD", address));
  while (answer.ok || answer.status === 409) {
    const at = Number(answer.headers.get("Upload-Offset"));
    bar.value = 100 * at / file.size;
    say(words.sending.replace("{0}", String(Math.floor(bar.value))));
    if (at >= file.size) {
      return true;
    }
    const part = file.slice(at, at + size);
    const sum = base64(await digest(part));
    const began = performance.now();
    answer = await again(() => ask("PATCH", address, { "Content-Type": "application/octet-stream", "Upload-Offset": String(at), "Content-Digest": `sha-256=:${sum}:` }, part));
    if (answer.status === 400) {
      answer = await again(() => ask("HEAD", address));
    }
    // A part takes some seconds: less is wasted where the network goes away, and no time where it is fast.
    const seconds = (performance.now() - began) / 1000;
    size = seconds > 20 ? Math.max(least, size / 2) : seconds < 4 ? Math.min(most, size * 2) : size;
  }
  await refuse(answer);
  return false;
}

async function run() {
  const file = field.files[0];
  if (!file) {
    say(words.choose);
    return;
  }
  running = new AbortController();
  pause.textContent = words.pause;
  try {
    const id = await begin(file);
    if (!id || !await send(file, id)) {
      running = null;
      pause.hidden = true;
      return;
    }
    say(words.taking);
    pause.hidden = true;
    const answer = await again(() => ask("POST", `/media/uploads/${id}/finish`));
    if (answer.ok) {
      location.assign((await answer.json()).address);
      return;
    }
    delete form.dataset.id;
    await refuse(answer);
    running = null;
  } catch (failure) {
    if (failure.name !== "AbortError") {
      throw failure;
    }
    say(words.paused);
    pause.textContent = words.resume;
    running = null;
  }
}

pause.addEventListener("click", () => {
  if (running) {
    running.abort();
  } else {
    run();
  }
});

// Digests need a secure context; without them the form sends small files by itself.
if (globalThis.crypto?.subtle) {
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (!running) {
      for (const place of form.querySelectorAll(".field-validation-error")) {
        place.className = "field-validation-valid";
        place.textContent = "";
      }
      for (const own of form.querySelectorAll("[aria-invalid]")) {
        own.removeAttribute("aria-invalid");
      }
      box.hidden = false;
      pause.hidden = false;
      run();
    }
  });
}
