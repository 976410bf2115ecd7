// The frame of a launch: gives each part of the package the run-time that its standard asks for, and saves what the part set.
// The part may do here what it likes: it can reach its own attempt, and nothing else (src/docs/decisions/0027).

const base = new URL('.', location.href);
const frame = document.getElementById('part');
const retryAfter = 15_000;

// Parts look for the run-time from window to window upwards. Here it ends: one step further is the site, which they may not even ask.
const page = window.parent;
window.parent = window;

let site = null;
let standard = '';
let parts = [];
let view = 0;
let sequence = 0;
let over = false;
let running = null; // { part, opening, api }
let unsaved = null; // what the site has not taken yet, to be sent again

const tell = message => {
  if (site) {
    page.postMessage({ scorm: 1, ...message }, site);
  }
};

const ask = async (what, body) => {
  const answer = await fetch(new URL(what, base), {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), credentials: 'omit', redirect: 'error',
  });
  return answer.ok ? answer.json() : null;
};

const end = why => {
  over = true;
  running = null;
  unsaved = null;
  tell({ type: 'over', why });
};

/** What came of a saving; true where it is stored. */
const settle = (answer, message) => {
  if (answer?.result === 'true') {
    unsaved = null;
    tell({ type: 'saved', attempt: answer.attempt });
    return true;
  }

  if (answer?.why === 'expired' || answer?.why === 'superseded') {
    end(answer.why);
  } else {
    // Refused data stays refused; everything else is sent again.
    unsaved = answer?.why === 'data' || answer?.why === 'order' ? null : message;
    tell({ type: 'unsaved', why: answer?.why ?? 'network' });
  }

  return false;
};

// The package waits for the answer: "true" means that it is stored. Only a request that blocks can say so in time.
const save = (part, opening, data, isEnd) => {
  const failed = { result: 'false', errorCode: standard === '1.2' ? 101 : 391 };
  if (over) {
    return failed;
  }

  const message = { window: view, sequence: ++sequence, opening, part, end: isEnd, data };
  const body = JSON.stringify(message);
  tell({ type: 'saving' });
  try {
    const request = new XMLHttpRequest();
    request.open('POST', new URL('save', base), false);
    request.setRequestHeader('Content-Type', 'application/json');
    request.send(body);
    const answer = request.status === 200 ? JSON.parse(request.responseText) : null;
    return settle(answer, message) ? { result: 'true', errorCode: 0 } : { ...failed, errorCode: answer?.errorCode || failed.errorCode };
  } catch {
    // While a page is left, browsers refuse requests that block. It is sent all the same; the package is not told "true", since nobody knows.
    navigator.sendBeacon?.(new URL('save', base), new Blob([body], { type: 'application/json' }));
    settle(null, message);
    return failed;
  }
};

// Lists without entries come as objects.
const elementsOf = data => Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value !== 'object').map(([name, value]) => [name, String(value ?? '')]));

const settings = (part, opening) => ({
  lmsCommitUrl: 'save',
  dataCommitFormat: 'flattened',
  autocommit: true,
  autocommitSeconds: 30,
  mastery_override: true,
  logLevel: 5,
  httpService: {
    processHttpRequest: (_, data, isEnd) => save(part, opening, elementsOf(data), isEnd === true),
    updateSettings: () => {},
  },
});

const runTime = async (part, opening, data) => {
  const given = settings(part, opening);
  if (standard === '1.2') {
    const { Scorm12API } = await import('./scorm12.min.js');
    window.API = new Scorm12API(given, given.httpService);
    window.API.loadFromFlattenedJSON(data);
    return window.API;
  }

  const { Scorm2004API } = await import('./scorm2004.min.js');
  window.API_1484_11 = new Scorm2004API(given, given.httpService);
  window.API_1484_11.loadFromFlattenedJSON(data);
  return window.API_1484_11;
};

const move = step => {
  const at = parts.findIndex(part => part.id === running?.part) + step;
  if (at >= 0 && at < parts.length) {
    open(parts[at].id);
  } else {
    tell({ type: 'left' });
  }
};

const listen = api => {
  // Only once the part has ended its sitting: the run-time says so then.
  const later = work => () => setTimeout(work, 0);
  api.on('SequenceNext', later(() => move(1)));
  api.on('SequencePrevious', later(() => move(-1)));
  for (const event of ['SequenceChoice', 'SequenceJump']) {
    api.on(event, (...given) => setTimeout(() => {
      const target = given.find(value => parts.some(part => part.id === value));
      if (target) {
        open(target);
      }
    }, 0));
  }

  for (const event of ['SequenceExitAll', 'SequenceAbandonAll', 'SequenceSuspendAll']) {
    api.on(event, later(() => tell({ type: 'left' })));
  }
};

/** Takes the part away that is open; it ends its sitting while it goes, or that is done for it. */
const close = () => new Promise(resolve => {
  if (!running) {
    resolve();
    return;
  }

  const { api } = running;
  frame.addEventListener('load', () => {
    if (api?.isInitialized?.()) {
      (api.LMSCommit ?? api.Commit).call(api, '');
    }

    running = null;
    delete window.API;
    delete window.API_1484_11;
    resolve();
  }, { once: true });
  frame.src = 'about:blank';
});

let opening = Promise.resolve();

const open = id => {
  opening = opening.then(async () => {
    if (over) {
      return;
    }

    await close();
    const answer = await ask('open', { window: view, part: id });
    if (!answer || answer.why !== 'none') {
      if (answer) {
        end(answer.why);
      } else {
        tell({ type: 'unsaved', why: 'network' });
      }

      return;
    }

    running = { part: id, opening: answer.opening, api: null };
    if (answer.isSco) {
      running.api = await runTime(id, answer.opening, answer.data);
      listen(running.api);
    }

    frame.title = parts.find(part => part.id === id).title;
    frame.src = new URL(answer.address, base);
    tell({ type: 'opened', part: id, attempt: answer.attempt });
  }).catch(() => tell({ type: 'unsaved', why: 'network' }));
};

addEventListener('message', event => {
  const message = event.data;
  if (event.source === page && event.origin === site && message?.scorm === 1 && message.type === 'open' && parts.some(part => part.id === message.part)) {
    open(message.part);
  }
});

setInterval(async () => {
  const message = unsaved;
  if (over || !message) {
    return;
  }

  const again = { ...message, sequence: ++sequence };
  const answer = await ask('save', again).catch(() => null);
  if (unsaved === message) {
    settle(answer, again);
  }
}, retryAfter);

const begun = await ask('begin', {}).catch(() => null);
if (begun) {
  ({ site, standard, parts, window: view } = begun);
  tell({ type: 'ready', attempt: begun.attempt });
  if (begun.current) {
    open(begun.current);
  }
}
