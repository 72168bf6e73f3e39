import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { places } from '../../../scripts/bootstrap/places.mjs';
import { namedPictures } from '../../../scripts/pictures/named-pictures.ts';
import { paletteOf } from '../../../scripts/pictures/palette-of.ts';
import { readPng } from '../../../scripts/pictures/read-png.ts';
import { shrinkPng } from '../../../scripts/pictures/shrink-png.ts';
import { Role } from '../../../shared/domain/staff.ts';
import { roomsOf } from '../../../src-renderer/app/rooms.ts';

describe('the pictures of the README', () => {
  const named = namedPictures(readFileSync(join(places.root, 'README.md'), 'utf8'));
  const folder = join(places.root, 'docs/pictures');

  it('show every room of every role', () => {
    const rooms = roomsOf(Role.options).flat().map(({ key }) => key);
    expect(rooms.length).toBeGreaterThan(20);
    expect(rooms.filter((key) => !named.some((name) => name.startsWith(`${key}-`)))).toEqual([]);
  });

  it('are there, none besides, each of a window of 1366 × 768 and no more than 120 kB', () => {
    expect(readdirSync(folder).sort()).toEqual([...named].sort());
    for (const name of named) {
      const file = readFileSync(join(folder, name));
      expect([name, file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([name, 1366, 768]);
      expect(file.length, name).toBeLessThanOrEqual(120_000);
    }
  });
});

describe('a picture in fewer colours', () => {
  const chunk = (name: string, content: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  /** A picture of four channels, 6 × 5, each row under another filter, as a browser writes it. */
  const [width, height] = [6, 5];
  const raw = Uint8Array.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 37 + (at >> 3) * 11) % 251));
  const paeth = (a: number, b: number, c: number) => [a, b, c].reduce((best, one) => (Math.abs(a + b - c - one) < Math.abs(a + b - c - best) ? one : best));
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => Buffer.from([y, ...Array.from({ length: width * 4 }, (_, x) => {
    const at = (dx: number, dy: number) => (x < dx || y < dy ? 0 : raw[(y - dy) * width * 4 + x - dx]!);
    const [left, up, corner] = [at(4, 0), at(0, 1), at(4, 1)];
    return (at(0, 0) - [0, left, up, (left + up) >> 1, paeth(left, up, corner)][y]!) & 255;
  })])));
  const head = Buffer.from([0, 0, 0, width, 0, 0, 0, height, 8, 6, 0, 0, 0]);
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
  const colours = Array.from({ length: width * height }, (_, at) => [...raw.subarray(at * 4, at * 4 + 3)]);

  it('is read under every filter', () => expect([...readPng(png).points]).toEqual(colours.flat()));

  it('has the very colours where they are few', () => {
    const small = Buffer.from(shrinkPng(png));
    const part = (name: string) => {
      const at = small.indexOf(name, 0, 'latin1');
      expect(small.readUInt32BE(at + 4 + small.readUInt32BE(at - 4))).toBe(crc32(small.subarray(at, at + 4 + small.readUInt32BE(at - 4))));
      return small.subarray(at + 4, at + 4 + small.readUInt32BE(at - 4));
    };
    const [palette, points] = [part('PLTE'), inflateSync(part('IDAT'))];
    expect(Array.from({ length: width * height }, (_, at) => [...palette.subarray(points[at + Math.floor(at / width) + 1]! * 3).subarray(0, 3)])).toEqual(colours);
  });

  it('keeps the commonest colours where there are many, and means of the others', () => {
    const counts = new Map(Array.from({ length: 4096 }, (_, colour) => [colour * 4096 + 77, colour + 1]));
    const palette = paletteOf(counts);
    expect(palette).toHaveLength(256);
    expect(palette.slice(0, 128)).toEqual([...counts.keys()].reverse().slice(0, 128));
    expect(palette.every((colour) => colour >= 0 && colour <= 0xffffff)).toBe(true);
  });

  it('is refused where it is none', () => expect(() => readPng(Buffer.alloc(64))).toThrow());
});
