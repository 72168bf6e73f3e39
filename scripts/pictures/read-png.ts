import { inflateSync } from 'node:zlib';
import type { Picture } from './picture.ts';

const paeth = (left: number, up: number, corner: number): number => {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
};

/** What a byte's filter (W3C PNG, 9) adds to it, of its neighbours to the left, above and between. */
const predict = (filter: number, left: number, up: number, corner: number): number => [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;

/** Reads a PNG as a browser writes it: eight bits a channel, with or without an alpha (which is left out), not interlaced. Throws at any other. */
export const readPng = (file: Uint8Array): Picture => {
  const bytes = Buffer.from(file);
  const [width, height, depth, colour, interlaced] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25], bytes[28]];
  if (bytes.toString('latin1', 1, 4) !== 'PNG' || depth !== 8 || interlaced !== 0 || (colour !== 2 && colour !== 6)) throw new Error('not a picture of a window');
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const rows = inflateSync(Buffer.concat(parts));
  const size = colour === 6 ? 4 : 3;
  const line = width * size;
  const points = new Uint8Array(width * height * 3);
  let [above, row] = [new Uint8Array(line), new Uint8Array(line)];
  for (let y = 0; y < height; y++) {
    const start = y * (line + 1);
    const filter = rows[start]!;
    for (let x = 0; x < line; x++) row[x] = rows[start + 1 + x]! + (filter === 0 ? 0 : predict(filter, row[x - size] ?? 0, above[x]!, above[x - size] ?? 0));
    for (let x = 0; x < width; x++) points.set(row.subarray(x * size, x * size + 3), (y * width + x) * 3);
    [above, row] = [row, above];
  }
  return { width, height, points };
};
