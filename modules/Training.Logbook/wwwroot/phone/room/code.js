// How two phones hand something to each other without network: as a picture, in as many parts as can be scanned comfortably, or as text for
// whoever can not scan. `TR1.name.part.parts.data`; the data is deflated JSON in base64url.

import { fromBase64Url, hashOf, toBase64Url } from './canonical.js';

const MARK = 'TR1';
const PART = 300;
const MOST_PARTS = 40;

/** What is unpacked may not be longer than this, whatever was scanned. */
const MOST_BYTES = 64 * 1024;

async function pour(bytes, through) {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const chunks = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      throw new RangeError('Too long.');
    }

    chunks.push(read.value);
  }

  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** @returns {Promise<string[]>} The parts, each for one code. */
export async function pack(value) {
  const json = JSON.stringify(value);
  const data = toBase64Url(await pour(new TextEncoder().encode(json), new CompressionStream('deflate-raw')));
  const name = (await hashOf(json)).slice(0, 6);
  const count = Math.ceil(data.length / PART);
  return Array.from({ length: count }, (_, index) => `${MARK}.${name}.${index + 1}.${count}.${data.slice(index * PART, (index + 1) * PART)}`);
}

/** Collects parts in any order; parts of something else begin anew. */
export function collector() {
  let name = null;
  let parts = [];

  return {
    /** How many parts are there, and of how many. */
    get progress() {
      return [parts.filter(Boolean).length, parts.length];
    },

    /**
     * @param {string} text One part, or several with white space between.
     * @returns {Promise<any>} What was handed over, once all parts are there; null before.
     * @throws Where it can not be read.
     */
    async take(text) {
      for (const word of text.split(/\s+/)) {
        const [, of, part, count, data] = /^TR1\.([0-9a-f]{6})\.(\d{1,2})\.(\d{1,2})\.([\w-]+)$/.exec(word) ?? [];
        if (!of || count < 1 || count > MOST_PARTS || part < 1 || Number(part) > Number(count)) {
          continue;
        }

        if (of !== name || parts.length !== Number(count)) {
          name = of;
          parts = Array.from({ length: Number(count) }, () => null);
        }

        parts[part - 1] = data;
      }

      if (parts.length === 0 || parts.some(part => part === null)) {
        return null;
      }

      const json = new TextDecoder('utf-8', { fatal: true }).decode(await pour(fromBase64Url(parts.join('')), new DecompressionStream('deflate-raw')));
      if ((await hashOf(json)).slice(0, 6) !== name) {
        throw new TypeError('Other parts.');
      }

      return JSON.parse(json);
    },
  };
}

/** Draws a code in black on white, whatever the colours of the phone: scanners want it so. */
export async function draw(canvas, text) {
  const { default: qrcode } = await import('./qr-codes/qrcode.js');
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const border = 4;
  const scale = 6;
  canvas.width = canvas.height = (count + 2 * border) * scale;
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) {
        pen.fillRect((column + border) * scale, (row + border) * scale, scale, scale);
      }
    }
  }
}

/** Reads the code in a picture; null where there is none. */
export async function read(source, width, height) {
  await import('./qr-codes/jsqr.js');
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen.drawImage(source, 0, 0, width, height);
  return globalThis.jsQR(pen.getImageData(0, 0, width, height).data, width, height)?.data ?? null;
}
