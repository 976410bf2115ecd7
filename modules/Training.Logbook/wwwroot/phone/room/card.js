// What the mentor sees of a case before signing: every member of what is hashed, in the words of the site's own page, and nothing else of it.

import { el, say, showDay, showTime } from '../dom.js';
import { hasLongNumber } from '../check.js';
import { isOfPhone, seal } from './canonical.js';

const HIDDEN = new Set(['entry', 'form', 'version', 'dayNumber', 'mentorTo']);
const ENUMS = {
  role: 'CaseRole', setting: 'CaseSetting', ageBand: 'AgeBand', sex: 'Sex', complexity: 'Complexity', outcome: 'Outcome', supervision: 'Supervision', line: 'LineQuality', stage: 'Stage',
};
const LISTS = { complications: 'Complication', chart: 'ChartPart' };
const LABELS = { stage: 'Content.Stage', performedOn: 'Field.Date', ageBand: 'Field.AgeBand' };
const TEXTS = ['convertedTo', 'note', 'recording', 'responsible'];
const ORDER = ['technique', 'stage', 'role', 'performedOn', 'place', 'supervision', 'mentor', 'mentorFrom', 'line', 'consent', 'responsible', 'recording', 'minutes', 'chart',
  'ageBand', 'sex', 'setting', 'complexity', 'outcome', 'complications', 'complicationManaged', 'convertedTo', 'note'];

const upper = name => name[0].toUpperCase() + name.slice(1);

/** @returns {[string, string][] | null} Label and value; null where something would be signed that can not be shown. */
export function factsOf(kit, content, texts) {
  const word = key => kit.words[key];
  const value = (name, said) => {
    const [base] = name.split('.');
    if (base === 'technique') return kit.techniques[said];
    if (base === 'stage') return word(`Stage.${said}`);
    if (ENUMS[name]) return word(`${ENUMS[name]}.${said}`);
    if (LISTS[name]) return said.split(',').map(part => word(`${LISTS[name]}.${part}`) ?? part).join(', ');
    if (TEXTS.includes(name)) return texts[name]?.text;
    switch (name) {
      case 'performedOn': return content.dayNumber === '1' ? showDay(said) : `${showDay(said)} · ${say('Room.Nth', content.dayNumber)}`;
      case 'place': return kit.hospitals[said];
      case 'mentor': return said === kit.person ? kit.name : say('Room.OtherMentor');
      case 'mentorFrom': return `${said}–${content.mentorTo}`;
      case 'minutes': return said;
      case 'consent':
      case 'complicationManaged': return word(said === 'yes' ? 'Yes' : 'No');
      default: return undefined;
    }
  };
  const place = name => ORDER.indexOf(name.split('.')[0]);
  const facts = Object.keys(content).filter(name => !HIDDEN.has(name)).sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map(name => [word(LABELS[name] ?? (name.includes('.') ? 'Field.Further' : `Field.${upper(name)}`)) ?? name, value(name, content[name])]);
  return facts.some(([, shown]) => !shown) ? null : facts;
}

async function sealsHold(content, texts) {
  const written = TEXTS.filter(field => content[field]);
  const hashes = await Promise.all(written.map(field => (texts[field] ? seal(texts[field].salt, field, texts[field].text) : null)));
  return written.every((field, index) => hashes[index] === content[field]) && Object.keys(texts).every(field => written.includes(field));
}

/**
 * Reads what was scanned.
 * @returns {Promise<{ problem: string } | { said: any, content: any, learner: any, facts: [string, string][], known: boolean, asksRating: boolean }>} A problem is
 * the key of a sentence; then nothing can be signed.
 */
export async function readShown(kit, shown) {
  let said;
  let content;
  try {
    said = JSON.parse(shown.statement);
    content = JSON.parse(said.case);
  } catch {
    return { problem: 'Room.Scan.Bad' };
  }

  if (said.form !== 'training.room.case/1' || content.form !== 'training.case/2' || !(await sealsHold(content, shown.texts))) {
    return { problem: 'Room.Problem.Changed' };
  }

  if (said.trainee === kit.person) {
    return { problem: 'Room.Problem.Own' };
  }

  const learner = kit.learners.find(known => known.participant === said.participant && known.person === said.trainee);
  if (!learner) {
    return { problem: 'Room.Problem.NotMine' };
  }

  const known = await isOfPhone(learner.keys, said.device, shown.statement, shown.signature);
  if (known === false) {
    return { problem: 'Room.Problem.Changed' };
  }

  const done = Object.keys(content).filter(name => name.split('.')[0] === 'technique').map(name => content[name]);
  const may = technique => learner.rights.some(right => (!right.technique || right.technique === technique) && right.from <= content.performedOn && (!right.to || content.performedOn <= right.to));
  if (!done.every(may)) {
    return { problem: 'Room.Problem.NoRight' };
  }

  const facts = factsOf(kit, content, shown.texts);
  if (!facts) {
    return { problem: 'Room.Problem.Unknown' };
  }

  const asksRating = Object.keys(content).some(name => name.split('.')[0] === 'stage' && content[name] !== 'O');
  return { said, content, learner, facts, known: known === true, asksRating };
}

function scale(kit, name, key) {
  return el('fieldset', {}, el('legend', {}, kit.words[`Field.${name}`]),
    el('div', { class: 'choices one' }, kit.scales[name].map((words, index) => el('label', {}, el('input', { type: 'radio', name: key, value: index + 1 }), ' ', words))));
}

/** The card: the case, the learner's history as of the last time there was network, and what the mentor says. */
export function cardOf(kit, read, decide) {
  const { said, content, learner, facts, known, asksRating } = read;
  const past = learner.history.find(count => count.technique === content.technique && count.stage === content.stage) ?? { signed: 0, returned: 0 };
  const status = el('div', { role: 'alert' });
  const form = el('form', { class: 'stack', id: 'room-form', novalidate: true },
    asksRating && [scale(kit, 'Entrustment', 'entrustment'), scale(kit, 'Performance', 'performance'), scale(kit, 'Difficulty', 'difficulty')],
    el('div', { class: 'field' }, el('label', { for: 'room-comment' }, kit.words['Field.Comment']), el('textarea', { id: 'room-comment', name: 'comment', rows: 2, maxlength: 500 })),
    el('details', {}, el('summary', {}, say('Room.Return')),
      el('fieldset', {}, el('legend', {}, kit.words['Field.ReturnReason']),
        el('div', { class: 'choices one' }, kit.reasons.map(reason => el('label', {}, el('input', { type: 'radio', name: 'reason', value: reason.id }), ' ', reason.words)))),
      el('button', { type: 'submit', class: 'danger', value: 'Returned' }, say('Room.Return'))),
    status);
  let busy = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const kind = event.submitter?.value === 'Returned' ? 'Returned' : 'Signed';
    const filled = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim().length > 0).map(([name, value]) => [name, value.trim().normalize()]));
    const missing = kind === 'Signed' ? asksRating && ['entrustment', 'performance', 'difficulty'].some(name => !filled[name]) : !filled.comment && !filled.reason;
    const problem = missing ? (kind === 'Signed' ? 'Room.RateFirst' : 'Room.ReasonFirst') : filled.comment && hasLongNumber(filled.comment) ? 'Identity' : null;
    status.textContent = problem ? say(problem) : '';
    if (problem || busy) {
      return;
    }

    busy = true;
    try {
      await decide({ kind, ...filled });
    } catch {
      status.textContent = say('Room.PasskeyFailed');
    } finally {
      busy = false;
    }
  });
  return [
    el('h1', {}, learner.name),
    el('p', { class: 'quiet' }, `${say('Code', said.caseCode)} · ${say('WrittenAt', showTime(Date.parse(said.madeAt)))}`),
    !known && el('p', { class: 'callout wait' }, say('Room.NewPhone', showTime(Date.parse(kit.syncedAt)))),
    el('section', { class: 'card' }, el('dl', { class: 'keyvalue' }, facts.flatMap(([label, value]) => [el('dt', {}, label), el('dd', {}, value)]))),
    el('p', { class: 'quiet', id: 'history' }, say('Room.History', past.signed, past.returned, learner.mine.length > 0 ? learner.mine.join(', ') : '–', showTime(Date.parse(kit.syncedAt)))),
    form,
    el('div', { class: 'dock' }, el('a', { class: 'button', href: '#/' }, say('Back')), el('button', { type: 'submit', form: 'room-form', class: 'primary', value: 'Signed' }, say('Room.Sign'))),
  ].filter(Boolean);
}
