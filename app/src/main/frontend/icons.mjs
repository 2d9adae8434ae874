// Draws the two link icons (a filled dot, 20 × 20, soft edge) as PNG, so that no binary file is kept with the sources.
import { deflateSync } from "node:zlib";

const SIZE = 20;
const RADIUS = 7.5;

/** A PNG of one dot in the given colour on a clear ground. */
export function dot({ red, green, blue }) {
  const rows = Buffer.alloc(SIZE * (1 + SIZE * 4));
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      rows.set([red, green, blue, coverage(x, y)], y * (1 + SIZE * 4) + 1 + x * 4);
    }
  }
  return png(SIZE, rows);
}

function coverage(x, y) {
  const distance = Math.hypot(x + 0.5 - SIZE / 2, y + 0.5 - SIZE / 2);
  return Math.round(255 * Math.min(1, Math.max(0, RADIUS + 0.5 - distance)));
}

function png(size, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA, no interlace
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}
