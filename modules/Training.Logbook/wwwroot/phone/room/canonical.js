// What is signed, as the site writes it down, byte for byte: a flat object in the canonical form of RFC 8785, and its SHA-256. The same vectors are
// run here and there (tests/room-vectors.mjs).

const encoder = new TextEncoder();

const hex = bytes => [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');

export const sha256 = bytes => crypto.subtle.digest('SHA-256', bytes);

/** SHA-256 of the UTF-8 of a text, as 64 lower-case hex digits. */
export const hashOf = async text => hex(await sha256(encoder.encode(text)));

/**
 * Members sorted by their UTF-16 code units, no white space, text in NFC; what is null or undefined is left out.
 * @param {Record<string, string | null | undefined>} members
 */
export function canonical(members) {
  const said = Object.keys(members).filter(name => members[name] !== null && members[name] !== undefined).sort();
  return `{${said.map(name => `${JSON.stringify(name.normalize())}:${JSON.stringify(members[name].normalize())}`).join(',')}}`;
}

export const newSalt = () => hex(crypto.getRandomValues(new Uint8Array(16)));

/** What stands for a text in the signed content, so that patient data that slipped in can be removed later without breaking the signature. */
export const seal = (salt, field, text) => hashOf(`${salt}\n${field}\n${text.normalize()}`);

/** A moment to the second, in UTC. */
export const stamp = time => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

const dashed = id => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

// In the order in which the site lists them, which is that of the kit's choices.
const ordered = (kit, name, values) => {
  const all = kit.sections.flatMap(section => section.fields).find(field => field.name === name)?.options?.map(option => option.value) ?? [];
  return [...new Set(values)].sort((a, b) => all.indexOf(a) - all.indexOf(b));
};

/** What belongs to the kind of supervision, as SupervisionRules.Of has it. */
function evidenceOf(kit, one, fields) {
  switch (one('Supervision')) {
    case 'LiveVideo': return { consent: one('Consent') === 'true' ? 'yes' : null, mentorFrom: one('MentorFrom'), mentorTo: one('MentorTo'), line: one('Line') };
    case 'Recorded': return { minutes: one('Minutes') };
    case 'ChartReview': return { chart: ordered(kit, 'Input.Chart', fields['Input.Chart'] ?? []).join(',') || null };
    default: return {};
  }
}

const WRITTEN = { LiveVideo: ['responsible'], Recorded: ['recording'] };

/**
 * The content of a case, as the form `training.case/2`.
 * @param {import('../outbox.js').WaitingCase} waiting
 * @param {import('../kit.js').Kit} kit
 * @param {{ receiving: string, giving: string, usual: Record<string, string> }} choice Of the learner's kit for the room.
 * @returns {Promise<{ text: string, texts: Record<string, { text: string, salt: string }> }>}
 */
export async function caseContent(waiting, kit, choice) {
  const { fields } = waiting;
  const one = name => fields[`Input.${name}`]?.[0]?.trim() || null;
  const complications = ordered(kit, 'Input.Complications', fields['Input.Complications'] ?? []);
  const members = {
    ...evidenceOf(kit, one, fields),
    ageBand: one('AgeBand'),
    complexity: one('Complexity'),
    complications: complications.join(',') || null,
    complicationManaged: one('ComplicationManaged') && (complications.length > 0 || one('Outcome') === 'Complication') ? (one('ComplicationManaged') === 'true' ? 'yes' : 'no') : null,
    dayNumber: one('DayNumber') ?? '1',
    entry: waiting.id,
    form: 'training.case/2',
    mentor: one('Mentor'),
    outcome: one('Outcome'),
    performedOn: one('PerformedOn'),
    place: one('Place') === 'Giving' ? choice.giving : choice.receiving,
    role: one('Role') ?? choice.usual[one('Stage')],
    setting: one('Setting'),
    sex: one('Sex'),
    stage: one('Stage'),
    supervision: one('Supervision'),
    technique: dashed(one('Choice').split('.')[1]),
    version: '1',
  };
  (fields['Input.Further'] ?? []).filter(Boolean).forEach((done, index) => {
    const [technique, stage] = done.split('.');
    members[`technique.${index + 2}`] = dashed(technique);
    members[`stage.${index + 2}`] = stage;
  });

  const texts = {};
  for (const field of ['convertedTo', 'note', ...(WRITTEN[members.supervision] ?? [])]) {
    const text = one(field[0].toUpperCase() + field.slice(1));
    if (text) {
      texts[field] = { text: text.normalize(), salt: newSalt() };
      members[field] = await seal(texts[field].salt, field, text);
    }
  }

  return { text: canonical(members), texts };
}

/** What the learner's phone signs: the case, and whose it is. */
export const statement = (waiting, content, device, person, now) => canonical({
  case: content,
  caseCode: waiting.code,
  device,
  form: 'training.room.case/1',
  madeAt: stamp(now),
  participant: dashed(waiting.fields['Input.Choice'][0].split('.')[0]),
  trainee: person,
  version: waiting.versionId,
});

/**
 * What the mentor signs, as the form `training.decision/2`.
 * @param {object} kit The mentor's kit for the room.
 * @param {{ trainee: string, version: string, case: string }} said The learner's statement.
 * @param {{ kind: 'Signed' | 'Returned', entrustment?: string, performance?: string, difficulty?: string, reason?: string, comment?: string, salt: string }} decided
 */
export async function decisionContent(kit, said, decided) {
  const rated = decided.kind === 'Signed' && decided.entrustment;
  return canonical({
    comment: decided.comment ? await seal(decided.salt, 'comment', decided.comment) : null,
    content: await hashOf(said.case),
    decision: decided.kind,
    difficulty: rated ? decided.difficulty : null,
    entrustment: rated ? decided.entrustment : null,
    form: 'training.decision/2',
    mentor: kit.person,
    mentorName: kit.name,
    mentorPosition: kit.position,
    performance: rated ? decided.performance : null,
    ratingForm: rated ? kit.ratingForm : null,
    reason: decided.kind === 'Returned' ? decided.reason : null,
    trainee: said.trainee,
    version: said.version,
  });
}

/** The challenge of the passkey: SHA-256(context ‖ content hash ‖ nonce of the ticket). The context has the time as this phone knows it. */
export async function challenge(kit, kind, ticket, signedAt, content) {
  const context = encoder.encode(`training.room/1\nLogbook.${kind}\n${kit.account}\n${ticket.id}\n${signedAt}\n`);
  const parts = [context, new Uint8Array(await sha256(encoder.encode(content))), fromBase64Url(ticket.nonce)];
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }

  return new Uint8Array(await sha256(all));
}

export const toBase64Url = buffer => {
  let text = '';
  new Uint8Array(buffer).forEach(byte => { text += String.fromCharCode(byte); });
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

export const fromBase64Url = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));

/** Whether a learner's phone wrote a statement: ECDSA P-256 with one of the keys that the kit has for them. */
export async function isOfPhone(keys, id, text, signature) {
  const known = keys.find(key => key.id === id);
  if (!known) {
    return null;
  }

  const key = await crypto.subtle.importKey('spki', fromBase64Url(known.publicKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64Url(signature), encoder.encode(text));
}
