import { crc32, deflateSync } from 'node:zlib';
import { paletteOf } from './palette-of.ts';
import { readPng } from './read-png.ts';

const chunk = (name: string, content: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
};

const distance = (one: number, other: number): number => [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);

/** The same picture of a window in at most 256 colours: about a third of the bytes. Throws at a PNG that no browser wrote. */
export const shrinkPng = (file: Uint8Array): Uint8Array => {
  const { width, height, points } = readPng(file);
  const colourAt = (at: number) => (points[at * 3]! << 16) | (points[at * 3 + 1]! << 8) | points[at * 3 + 2]!;
  const counts = new Map<number, number>();
  for (let at = 0; at < width * height; at++) counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1);
  const palette = paletteOf(counts);
  const nearest = new Map([...counts.keys()].map((colour) => [colour, palette.reduce((best, one, at) => (distance(colour, one) < distance(colour, palette[best]!) ? at : best), 0)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at++) rows[at + Math.floor(at / width) + 1] = nearest.get(colourAt(at))!;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // eight bits, of a palette
  head.set([8, 3], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
};
