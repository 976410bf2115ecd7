// Vectors for what is signed without network: what the phone's script makes of sixty invented cases. `RoomVectorTests` reads them with the site's code.
//
//   node tests/room-vectors.mjs write     writes tests/room-vectors.json anew
//   node tests/room-vectors.mjs           fails where the script makes something else today
import { readFileSync, writeFileSync } from 'node:fs';
import { canonical, caseContent, challenge, decisionContent, hashOf, newSalt, statement, toBase64Url } from '../modules/Training.Logbook/wwwroot/phone/room/canonical.js';

const FILE = new URL('room-vectors.json', import.meta.url);
const COUNT = 60;

// The same numbers each time (mulberry32), for choices and for salts.
let state = 20261123;
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: bytes => bytes.map(() => Math.floor(random() * 256)) });

const pick = list => list[Math.floor(random() * list.length)];
const some = list => list.filter(() => random() < 0.4);
const guid = () => newSalt().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const maybe = (chance, value) => (random() < chance ? [value] : []);

const WORDS = ['vít cuống', 'Bắt vít C3–C6', 'đường mổ sau', '"kẹt" ống', 'chảy máu\n500 ml', 'tab\there', 'back\\slash', 'ấ ầ ẩ ẫ ậ', 'a\u0302\u0301 phân rã', 'đ Đ', '🙂 ổn', '\u0001\u001f', '< & >', '\u2028', 'e\u0301', 'ﬁ', '\u200d'];
const text = () => Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(WORDS)).join(' ');

const COMPLICATIONS = ['Bleeding', 'Injury', 'Infection', 'Cardiac', 'Death'];
const kit = { sections: [{ fields: [
  { name: 'Input.Complications', options: COMPLICATIONS.map(value => ({ value })) },
  { name: 'Input.Chart', options: ['OperationNote', 'Images', 'AnaesthesiaRecord', 'Outcome'].map(value => ({ value })) },
] }] };

async function vector() {
  const id = guid();
  const supervision = pick(['Scrubbed', 'InTheRoom', 'LiveVideo', 'Recorded', 'ChartReview']);
  const plain = value => value.replaceAll('-', '');
  const fields = {
    'Input.Choice': [`${plain(guid())}.${plain(guid())}`],
    'Input.Stage': [pick(['O', 'A', 'S', 'I'])],
    'Input.Day': ['Other'],
    'Input.PerformedOn': [`2026-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`],
    'Input.Place': [pick(['Receiving', 'Giving'])],
    'Input.Supervision': [supervision],
    'Input.DayNumber': maybe(0.5, String(1 + Math.floor(random() * 12))),
    'Input.Further': some([`${plain(guid())}.S`, `${plain(guid())}.A`, '', `${plain(guid())}.O`]),
    'Input.Mentor': maybe(0.4, guid()),
    'Input.Setting': maybe(0.6, pick(['Planned', 'Emergency'])),
    'Input.Role': maybe(0.5, pick(['Observer', 'Operator', 'FirstAssistant'])),
    'Input.AgeBand': maybe(0.6, pick(['Under1', 'From40To59'])),
    'Input.Sex': maybe(0.6, pick(['Male', 'Female'])),
    'Input.Complexity': maybe(0.6, pick(['Standard', 'Moderate', 'Difficult'])),
    'Input.Outcome': maybe(0.8, pick(['Success', 'Complication'])),
    'Input.Complications': some([...COMPLICATIONS].reverse()),
    'Input.ComplicationManaged': maybe(0.5, pick(['true', 'false'])),
    'Input.ConvertedTo': maybe(0.2, text()),
    'Input.Consent': maybe(0.8, 'true'),
    'Input.Responsible': maybe(0.8, text()),
    'Input.MentorFrom': maybe(0.9, '08:05'),
    'Input.MentorTo': maybe(0.9, '11:40'),
    'Input.Line': maybe(0.9, pick(['Good', 'Interrupted', 'Poor'])),
    'Input.Recording': maybe(0.9, text()),
    'Input.Minutes': maybe(0.9, '95'),
    'Input.Chart': some(['Outcome', 'OperationNote', 'Images']),
    'Input.Note': maybe(0.7, `  ${text()} `),
  };
  const waiting = { id, versionId: guid(), code: 'BCDFGHJK', fields };
  const choice = { receiving: guid(), giving: guid(), usual: { O: 'Observer', A: 'FirstAssistant', S: 'Operator', I: 'Operator' } };
  const content = await caseContent(waiting, kit, choice);
  const said = statement(waiting, content.text, guid(), guid(), 1782000000000);
  const mentor = { account: guid(), person: guid(), name: `TS.BS ${text()}`, position: text(), ratingForm: guid() };
  const kind = pick(['Signed', 'Signed', 'Returned']);
  const decided = {
    kind, salt: newSalt(), comment: random() < 0.6 ? text().trim() : undefined, entrustment: String(1 + Math.floor(random() * 5)), performance: '4', difficulty: '2', reason: random() < 0.5 ? guid() : undefined,
  };
  const signed = await decisionContent(mentor, JSON.parse(said), decided);
  const ticket = { id: guid(), nonce: toBase64Url(crypto.getRandomValues(new Uint8Array(32))) };
  return {
    statement: said,
    texts: content.texts,
    contentHash: await hashOf(content.text),
    mentor,
    decided,
    signed,
    signedHash: await hashOf(signed),
    ticket,
    challenge: toBase64Url(await challenge(mentor, kind, ticket, '2026-11-23T02:00:00Z', signed)),
    roundTrip: canonical(JSON.parse(said)) === said,
  };
}

const vectors = [];
while (vectors.length < COUNT) {
  vectors.push(await vector());
}

const made = `${JSON.stringify(vectors, null, 1)}\n`;
if (process.argv[2] === 'write') {
  writeFileSync(FILE, made);
} else if (readFileSync(FILE, 'utf8') !== made || vectors.some(v => !v.roundTrip)) {
  console.log('The script makes something else than the vectors have.');
  process.exitCode = 1;
} else {
  console.log(`${COUNT} vectors hold.`);
}
