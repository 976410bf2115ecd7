// Verifies an export of the audit trail without the site: no packages, nothing of the site's code.
//
//   dotnet run --project src/Training.Web -- audit export trail.jsonl
//   node tests/verify-audit.mjs trail.jsonl [--key public.pem] [--proofs proofs.jsonl]
//
// Works the RFC 6962 tree out from the leaves, checks the ECDSA signature (C2SP signed note, type 0x02) and the root of every checkpoint and
// that the details are those that the leaves commit to. --key: trust this public key and not the ones in the file. --proofs: a file with a
// JSON object {"proof": "..."} (C2SP tlog-proof) in each line. Exit code 0: all is well; 1: damaged, the first entry is named; 2: usage.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const options = { '--key': null, '--proofs': null };
const files = [];
for (let args = process.argv.slice(2); args.length > 0;) {
  const word = args.shift();
  if (word in options) options[word] = args.shift();
  else files.push(word);
}
if (files.length !== 1) {
  console.error('node tests/verify-audit.mjs <export> [--key public.pem] [--proofs proofs.jsonl]');
  process.exit(2);
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafHash = text => sha256(Buffer.of(0), Buffer.from(text, 'utf8'));
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);
const damages = [];
const damage = (index, reason) => damages.push({ index, reason });
const lines = file => createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });

// The right edge: perfect subtrees, the largest first.
const edge = [];
let size = 0;
function append(hash) {
  for (let n = size; n & 1; n = Math.floor(n / 2)) hash = nodeHash(edge.pop(), hash);
  edge.push(hash);
  size++;
}
const rootOf = hashes => hashes.length === 0 ? sha256() : hashes.reduceRight((right, left) => nodeHash(left, right));

// A signed note: text, empty line, signature lines "— name base64(key id, signature)".
function open(note, keys) {
  const gap = note.lastIndexOf('\n\n');
  const text = note.slice(0, gap + 1);
  const [origin, count, root] = text.split('\n');
  const good = note.slice(gap + 2).split('\n').some(line => {
    const [dash, name, encoded] = line.split(' ');
    if (dash !== '\u2014' || name !== origin || !encoded) return false;
    const bytes = Buffer.from(encoded, 'base64');
    return keys.some(key => sha256(key.export({ type: 'spki', format: 'der' })).subarray(0, 4).equals(bytes.subarray(0, 4))
      && verify('sha256', Buffer.from(text, 'utf8'), { key, dsaEncoding: 'der' }, bytes.subarray(4)));
  });
  return good && /^(0|[1-9]\d*)$/.test(count) ? { origin, size: Number(count), root: Buffer.from(root, 'base64') } : null;
}

// RFC 9162, 2.1.3.2.
function includes(root, hash, index, count, proof) {
  if (index >= count) return false;
  let [fn, sn] = [index, count - 1];
  for (const step of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(step, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else hash = nodeHash(hash, step);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && hash.equals(root);
}

let head = null;
let keys = options['--key'] ? [createPublicKey(readFileSync(options['--key']))] : [];
const checkpoints = [];
const roots = new Map();
const wanted = new Set();
const erasures = new Set();
const erased = [];
let stopped = false;

// First the checkpoints, to know at which sizes a root is wanted.
for await (const line of lines(files[0])) {
  if (line.startsWith('{"form"')) {
    head = JSON.parse(line);
    if (!options['--key']) keys = head.keys.map(pem => createPublicKey(pem));
  } else if (line.startsWith('{"checkpoint"')) {
    const signed = open(JSON.parse(line).checkpoint, keys);
    if (signed) {
      checkpoints.push(signed);
      wanted.add(signed.size);
    } else damage(0, 'a checkpoint is signed by no known key');
  }
}

for await (const line of lines(files[0])) {
  if (stopped || !line.startsWith('{"index"')) continue;
  const entry = JSON.parse(line);
  if (entry.index !== size) {
    damage(Math.min(entry.index, size), entry.index > size ? 'it is missing' : 'it stands outside the order');
    stopped = true;
    continue;
  }
  const hash = leafHash(entry.leaf);
  const leaf = JSON.parse(entry.leaf);
  if (hash.toString('base64') !== entry.hash) damage(size, 'its text does not have the stored hash');
  if (leaf.index !== size) damage(size, `its text says that it is entry ${leaf.index}`);
  if (leaf.action === 'Audit.DetailsErased') erasures.add(Date.parse(leaf.at));
  if (entry.details?.json) {
    if (sha256(Buffer.from(entry.details.salt, 'base64'), Buffer.from(entry.details.json, 'utf8')).toString('hex') !== leaf.details) damage(size, 'its details are not those that the leaf commits to');
  } else if (entry.details?.erasedAt) erased.push({ index: size, at: Date.parse(entry.details.erasedAt) });
  // The stored hash: a changed text is reported by its index, and not once more by every root above it.
  append(Buffer.from(entry.hash, 'base64'));
  if (wanted.has(size)) roots.set(size, rootOf(edge));
}

let good = 0;
for (const signed of checkpoints) {
  if (roots.get(signed.size)?.equals(signed.root)) good = Math.max(good, signed.size);
  else if (signed.size > size) damage(size, `it is missing: a signed checkpoint counts ${signed.size} entries`);
  else if (damages.length === 0) damage(good, `the signed checkpoint of ${signed.size} entries has another root`);
}
if (!stopped && head.size !== size) damage(Math.min(head.size, size), `the head counts ${head.size} entries`);
for (const { index, at } of erased) if (!erasures.has(at)) damage(index, 'its details were taken away, and no entry says that they were erased');

let proofs = 0;
if (options['--proofs']) {
  for await (const line of lines(options['--proofs'])) {
    const [first, ...rest] = JSON.parse(line).proof.split('\n');
    const leaf = Buffer.from(rest[0].slice('extra '.length), 'base64').toString('utf8');
    const index = Number(rest[1].slice('index '.length));
    const gap = rest.indexOf('');
    const signed = open(rest.slice(gap + 1).join('\n'), keys);
    if (first !== 'c2sp.org/tlog-proof@v1' || !signed || !includes(signed.root, leafHash(leaf), index, signed.size, rest.slice(2, gap).map(h => Buffer.from(h, 'base64')))) damage(index, 'its proof does not lead to a signed root');
    else proofs++;
  }
}

console.log(`Size: ${size} entries, ${erased.length} with details erased`);
console.log(`Root: ${rootOf(edge).toString('base64')}`);
console.log(`Checkpoints: ${checkpoints.length}, proofs: ${proofs}`);
damages.sort((a, b) => a.index - b.index);
for (const { index, reason } of damages.slice(0, 20)) console.log(`DAMAGED entry ${index}: ${reason}`);
console.log(damages.length === 0 ? 'The trail is intact.' : `The trail was damaged. First damaged entry: ${damages[0].index}`);
process.exitCode = damages.length === 0 ? 0 : 1;
