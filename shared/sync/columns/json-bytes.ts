import { utf8 } from '../../base/bytes.ts';
import { digitsAt, fixedBytes, hexAt, KeptPiece, versionAt } from './fixed-pieces.ts';
import type { JsonPiece } from './json-pieces.ts';

const stepsHeld = 1024;
/** Bytes are copied four at a time: so many may be touched beyond the last. */
const beyond = 3;

/** Copies what `noted` steps say to `to` and on; returns where it ends. A function of its own: it is called often, so all of it is known when it is compiled. */
const copySteps = (steps: Int32Array, noted: number, from: DataView, into: DataView, to: number): number => {
  for (let step = 0; step < noted; step += 2) {
    const start = steps[step]!;
    const count = steps[step + 1]!;
    for (let index = 0; index < count; index += 4) into.setInt32(to + index, from.getInt32(start + index, true), true);
    to += count;
  }
  return to;
};

/**
 * JSON in UTF-8 as it grows, made of pieces that are bytes already: no object and no text of a document in between. What is to be written is noted as steps (from where, how much), and one loop copies them: so there is
 * one piece of code to compile, early, and a first load is over before more would pay. Classes, here and in the readers beside it: closures made anew for each chunk would be compiled anew for each.
 */
export class JsonBytes {
  private bytes: Uint8Array<ArrayBuffer>;
  private into: DataView<ArrayBuffer>;
  private pieces: Uint8Array<ArrayBuffer>;
  private from: DataView<ArrayBuffer>;
  private kept: number;
  private readonly size: number;
  private readonly steps = new Int32Array(stepsHeld * 2);
  private noted = 0;
  private written = 0;
  private at = 0;

  /** `size`: bytes that are likely to be enough until they are handed over. */
  constructor(size: number) {
    this.size = size;
    this.bytes = new Uint8Array(size + beyond);
    this.into = new DataView(this.bytes.buffer);
    const fixed = fixedBytes();
    this.kept = fixed.length;
    this.pieces = new Uint8Array(fixed.length + 262_144);
    this.pieces.set(fixed);
    this.from = new DataView(this.pieces.buffer);
  }

  get length(): number {
    return this.at;
  }

  /** What was written, which is whoever's that asks from now on: what follows begins anew. */
  handOver(): Uint8Array<ArrayBuffer> {
    this.write();
    const whole = this.bytes.subarray(0, this.at);
    [this.bytes, this.at, this.written] = [new Uint8Array(), 0, 0];
    this.into = new DataView(this.bytes.buffer);
    return whole;
  }

  /** Takes bytes up among those that can be written. */
  keepBytes(part: Uint8Array): number {
    const start = this.kept;
    if (start + part.length + beyond > this.pieces.length) {
      const larger = new Uint8Array((this.pieces.length + part.length) * 2);
      larger.set(this.pieces);
      this.pieces = larger;
      this.from = new DataView(larger.buffer);
    }
    this.pieces.set(part, start);
    this.kept = start + part.length;
    return start;
  }

  /** Takes a piece up among those that can be written. */
  keep(piece: JsonPiece): KeptPiece {
    return new KeptPiece(this.keepBytes(piece.bytes), piece.bytes.length, piece.isPlain, piece.digits, piece.district, piece.isNone);
  }

  /** Writes what is noted. */
  private write(): void {
    if (this.at + beyond > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.size, this.at * 2) + beyond);
      larger.set(this.bytes.subarray(0, this.written));
      this.bytes = larger;
      this.into = new DataView(larger.buffer);
    }
    this.written = copySteps(this.steps, this.noted, this.from, this.into, this.written);
    this.noted = 0;
  }

  /** `count` of the bytes that were taken up, from `start`. */
  part(start: number, count: number): void {
    if (this.noted === stepsHeld * 2) this.write();
    this.steps[this.noted] = start;
    this.steps[this.noted + 1] = count;
    this.noted += 2;
    this.at += count;
  }

  piece(piece: KeptPiece): void {
    this.part(piece.start, piece.length);
  }

  /** Bytes that are written once. */
  once(part: Uint8Array): void {
    this.part(this.keepBytes(part), part.length);
  }

  /** Any number, as `JSON.stringify` says it. */
  number(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) return this.once(utf8(JSON.stringify(value)));
    if (value >= 10_000) return this.longNumber(value);
    const count = value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4;
    this.part(digitsAt + value * 4 + 4 - count, count);
  }

  private longNumber(value: number): void {
    const high = Math.floor(value / 10_000);
    this.number(high);
    this.part(digitsAt + (value - high * 10_000) * 4, 4);
  }

  /** The last `count`, up to 8, decimal digits of a whole number from 0 that has no more. */
  digits(value: number, count: number): void {
    if (count <= 4) return this.part(digitsAt + value * 4 + 4 - count, count);
    const high = Math.floor(value / 10_000);
    this.part(digitsAt + high * 4 + 8 - count, count - 4);
    this.part(digitsAt + (value - high * 10_000) * 4, 4);
  }

  /** The last `count`, up to three, hexadecimal digits of a whole number from 0 below 4,096. */
  hex(value: number, count: number): void {
    this.part(hexAt + value * 3 + 3 - count, count);
  }

  /** `-7` and three hexadecimal digits. */
  version(value: number): void {
    this.part(versionAt + value * 5, 5);
  }
}
