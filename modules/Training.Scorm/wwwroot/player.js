// The page around a package: the table of contents, and what is saved. The package runs on another origin; what it says here is shown, never believed.

const box = document.querySelector('[data-scorm]');
const words = JSON.parse(box.dataset.words);
const origin = box.dataset.origin;
const frame = box.querySelector('iframe');
const saving = box.querySelector('[data-saving]');
const over = box.querySelector('[data-over]');
const buttons = [...box.querySelectorAll('[data-part]')];
const preview = box.dataset.preview === 'yes';
const tones = { Open: 'wait', Failed: 'stop', Completed: 'done', Passed: 'done' };
let unsaved = false;

const say = (text, tone = '') => {
  saving.textContent = text;
  saving.className = `scorm-saving ${tone}`;
};

const time = () => new Date().toLocaleTimeString(document.documentElement.lang || 'vi', { hour: '2-digit', minute: '2-digit' });

const nameOf = outcome => outcome === null ? 'New' : outcome[0].toUpperCase() + outcome.slice(1);

const show = attempt => {
  if (!attempt) {
    return;
  }

  for (const { id, outcome, score } of attempt.parts) {
    const tag = buttons.find(button => button.dataset.part === id)?.querySelector('[data-outcome]');
    if (tag) {
      const name = nameOf(outcome);
      tag.textContent = words[`Outcome.${name}`] + (score === null ? '' : ` · ${score} %`);
      tag.className = `tag ${tones[name] ?? ''}`;
    }
  }
};

const stop = why => {
  unsaved = false;
  say('');
  over.hidden = false;
  over.querySelector('[data-why]').textContent = words[why === 'expired' ? 'Frame.Expired' : why === 'left' ? 'Frame.Left' : 'Frame.Superseded'];
  over.classList.toggle('stop', why !== 'left');
  frame.remove();
};

/** Whether the message is one that the frame may send; what it sends besides is not looked at. */
const isAttempt = attempt => attempt === null || attempt === undefined || (Array.isArray(attempt.parts) && attempt.parts.length <= 500
  && attempt.parts.every(part => typeof part?.id === 'string' && (part.outcome === null || (typeof part.outcome === 'string' && part.outcome.length > 0)) && Object.hasOwn(words, `Outcome.${nameOf(part.outcome)}`)
    && (part.score === null || typeof part.score === 'number')));

const known = {
  ready: message => {
    show(message.attempt);
    say(preview ? words['Frame.Preview'] : '');
  },
  opened: message => {
    show(message.attempt);
    for (const button of buttons) {
      button.toggleAttribute('aria-current', button.dataset.part === message.part);
    }
  },
  saving: () => say(preview ? words['Frame.Preview'] : words['Frame.Saving']),
  saved: message => {
    unsaved = false;
    show(message.attempt);
    const done = message.attempt?.finished ? ` ${words['Frame.Finished']}${typeof message.attempt.score === 'number' ? ` ${words['Frame.Score'].replace('{0}', message.attempt.score)}` : ''}` : '';
    say(preview ? words['Frame.Preview'] : words['Frame.Saved'].replace('{0}', time()) + done, 'ok');
  },
  unsaved: message => {
    unsaved = true;
    say(words[{ order: 'Frame.Order', rate: 'Frame.Rate', data: 'Frame.Data' }[message.why] ?? 'Frame.Unsaved'], 'bad');
  },
  over: message => stop(message.why),
  left: () => stop('left'),
};

addEventListener('message', event => {
  const message = event.data;
  if (event.origin === origin && event.source === frame.contentWindow && message?.scorm === 1 && Object.hasOwn(known, message.type) && isAttempt(message.attempt)) {
    known[message.type](message);
  }
});

for (const button of buttons) {
  button.addEventListener('click', () => {
    frame.contentWindow?.postMessage({ scorm: 1, type: 'open', part: button.dataset.part }, origin);
    button.closest('details')?.removeAttribute('open');
  });
}

addEventListener('beforeunload', event => {
  if (unsaved) {
    event.preventDefault();
  }
});

// Two tabs of one browser: the older one says so at once, not only when it tries to save.
const tabs = new BroadcastChannel(`scorm:${location.pathname.split('/play/')[0]}`);
if (!preview) {
  tabs.postMessage('opened');
  tabs.addEventListener('message', () => stop('superseded'));
}
