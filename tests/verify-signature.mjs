// Verifies a signature record (training.signature/1) with nothing but the record itself and Node.js: no site, no database, no package.
//
//   node tests/verify-signature.mjs record.json
//
// Exit code 0: the device whose public key stands in the record signed exactly this content. 1: it did not. 2: no device signed it
// (password, or password and code), so only the site vouches for it.
//
// That the key is the signer's own is another question: compare it with the key that the person registered.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const members = ['authenticatorData', 'clientDataJSON', 'content', 'context', 'decision', 'form', 'method', 'nonce', 'publicKey', 'signature'];
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

function must(holds, what) {
  if (!holds) {
    throw new Error(what);
  }
}

// One text for one value: whatever has another way to be written is refused, so that no bit of the record is without meaning.
function canonical(text, what) {
  const value = JSON.parse(text);
  must(value && typeof value === 'object' && !Array.isArray(value), `${what} is not an object`);
  must(Object.values(value).every(v => v === null || typeof v === 'string'), `${what} has other values than text`);
  const sorted = Object.fromEntries(Object.keys(value).sort().map(name => [name, value[name]]));
  must(JSON.stringify(sorted) === text, `${what} is not in canonical form`);
  return value;
}

function bytes(text, what) {
  const value = Buffer.from(text, 'base64url');
  must(value.toString('base64url') === text, `${what} is not base64url`);
  return value;
}

// A COSE key is a small CBOR map; only the two kinds that the site registers are read, and only in their one encoding.
function keyOf(cose) {
  let at = 0;
  const byte = () => { must(at < cose.length, 'the key is too short'); return cose[at++]; };
  function head(major) {
    const first = byte();
    must(first >> 5 === major, 'the key has another shape');
    const info = first & 31;
    must(info <= 25, 'the key has another shape');
    const value = info < 24 ? info : info === 24 ? byte() : (byte() << 8) | byte();
    must(info < 24 || value >= (info === 24 ? 24 : 256), 'the key is not in its shortest form');
    return value;
  }
  const integer = () => cose[at] >> 5 === 1 ? -1 - head(1) : head(0);
  const string = () => { const length = head(2); must(at + length <= cose.length, 'the key is too short'); at += length; return cose.subarray(at - length, at); };
  const expect = (label, value) => must(integer() === label && integer() === value, 'the key is of another kind');
  const field = label => { must(integer() === label, 'the key is of another kind'); return string().toString('base64url'); };
  const size = head(5);
  let jwk;
  if (size === 5) {
    expect(1, 2);
    expect(3, -7);
    expect(-1, 1);
    jwk = { kty: 'EC', crv: 'P-256', x: field(-2), y: field(-3) };
  } else {
    must(size === 4, 'the key is of another kind');
    expect(1, 3);
    expect(3, -257);
    jwk = { kty: 'RSA', n: field(-1), e: field(-2) };
  }
  must(at === cose.length, 'something follows the key');
  return createPublicKey({ key: jwk, format: 'jwk' });
}

/** Verifies the bytes of a record. Throws where anything does not hold. */
export function check(file) {
  const record = canonical(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file), 'the record');
  must(record.form === 'training.signature/1', 'the record has another form');
  const inTheRoom = record.method === 'passkey+room';
  if (record.method !== 'passkey' && !inTheRoom && !('signature' in record)) {
    return { code: 2, says: `No device signed this: the person confirmed by "${record.method}", for which only the site vouches.` };
  }
  must(record.method === 'passkey' || inTheRoom, 'the method is another one');
  const batched = 'batch' in record;
  must(!(batched && inTheRoom), 'a batch is signed at the site');
  must(Object.keys(record).join() === (batched ? [...members, 'batch'].sort() : members).join(), 'the record has other members');

  // What was shown, what was decided about it, and the challenge that commits to both.
  const content = canonical(record.content, 'the content');
  const decision = canonical(record.decision, 'the decision');
  must(/^training\.case\/[12]$/.test(content.form) && /^training\.decision\/[12]$/.test(decision.form), 'content or decision has another form');
  must(decision.content === sha256(record.content).toString('hex'), 'the decision is about other content');

  // Of a batch the device signed the list in which the decision stands by its hash.
  const signed = batched ? record.batch : record.decision;
  if (batched) {
    const batch = canonical(record.batch, 'the batch');
    must(batch.form === 'training.batch/1' && Object.entries(batch).some(([name, hash]) => /^decision\.\d\d$/.test(name) && hash === sha256(record.decision).toString('hex')), 'the decision is not in the batch');
  }
  const context = record.context.split('\n');
  must(context.length === 6 && context[0] === (inTheRoom ? 'training.room/1' : 'training.sign/1') && context[1] === `Logbook.${batched ? 'Batch' : decision.decision}` && context[5] === '', 'the context is another one');
  const nonce = bytes(record.nonce, 'the nonce');
  must(nonce.length === 32, 'the nonce has another length');
  const challenge = sha256(record.context, sha256(signed), nonce);

  // What the device says.
  const client = bytes(record.clientDataJSON, 'the client data');
  const said = JSON.parse(client.toString('utf8'));
  must(said.type === 'webauthn.get', 'the device did something else than sign in or sign');
  must(said.challenge === challenge.toString('base64url'), 'the device signed something else');
  must(said.crossOrigin !== true, 'the signature was asked for by another site');
  const data = bytes(record.authenticatorData, 'the authenticator data');
  must(data.length >= 37, 'the authenticator data is too short');
  const host = new URL(said.origin).hostname;
  const domains = host.split('.').map((_, i, parts) => parts.slice(i).join('.'));
  must(domains.some(domain => sha256(domain).equals(data.subarray(0, 32))), 'the passkey belongs to another site');
  must((data[32] & 5) === 5, 'the device did not verify the person');
  must(verify('sha256', Buffer.concat([data, sha256(client)]), keyOf(bytes(record.publicKey, 'the key')), bytes(record.signature, 'the signature')), 'the signature is wrong');
  return {
    code: 0,
    says: [
      `Valid. ${decision.mentorName} (${decision.mentorPosition})`,
      `decided "${decision.decision}" about version ${decision.version} at ${context[4]}${inTheRoom ? ' by the clock of the signer\'s phone, without network' : ''}, on ${said.origin},`,
      `with the passkey ${sha256(bytes(record.publicKey, 'the key')).toString('hex')}.`,
    ].join('\n'),
  };
}

function main(path) {
  try {
    const { code, says } = check(readFileSync(path));
    console.log(says);
    return code;
  } catch (problem) {
    console.log(`Not valid: ${problem.message}.`);
    return 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = main(process.argv[2]);
}
