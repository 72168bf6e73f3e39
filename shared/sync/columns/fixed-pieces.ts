import { utf8 } from '../../base/bytes.ts';

/** A part of JSON by its place among the bytes that a {@link JsonBytes} copies from, with what its entry says beside it. One class for all, so that the code that copies knows one shape. */
export class KeptPiece {
  readonly start: number;
  readonly length: number;
  /** Whether a document with it may plainly be a person. */
  readonly isPlain: boolean;
  /** So many digits and a quote follow. */
  readonly digits: number;
  readonly district: string;
  /** Nothing is told of it: `null`. */
  readonly isNone: boolean;

  constructor(start: number, length: number, isPlain = true, digits = 0, district = '', isNone = false) {
    [this.start, this.length, this.isPlain, this.digits, this.district, this.isNone] = [start, length, isPlain, digits, district, isNone];
  }
}

/** Where the four digits of each number below 10,000 begin, four bytes each. */
export const digitsAt = 0;
/** Where the three hexadecimal digits of each number below 4,096 begin, three bytes each. */
export const hexAt = 40_000;
/** The same after `-7`, which a UUID of version 7 has before them, five bytes each. */
export const versionAt = hexAt + 4096 * 3;
const textsAt = versionAt + 4096 * 5;

let bytes = new Uint8Array(textsAt + 4096);
let length = textsAt;

const fill = (): void => {
  for (let value = 0; value < 10_000; value++) {
    const at = digitsAt + value * 4;
    bytes[at] = 48 + ((value / 1000) | 0);
    bytes[at + 1] = 48 + (((value / 100) | 0) % 10);
    bytes[at + 2] = 48 + (((value / 10) | 0) % 10);
    bytes[at + 3] = 48 + (value % 10);
  }
  const hex = (nibble: number): number => (nibble < 10 ? 48 + nibble : 87 + nibble);
  for (let value = 0; value < 4096; value++) {
    const [at, after] = [hexAt + value * 3, versionAt + value * 5];
    [bytes[after], bytes[after + 1]] = [45, 55];
    bytes[at] = bytes[after + 2] = hex(value >>> 8);
    bytes[at + 1] = bytes[after + 3] = hex((value >>> 4) & 15);
    bytes[at + 2] = bytes[after + 4] = hex(value & 15);
  }
};
fill();

/** A text that every chunk may say. Called while the program loads. */
export const fixedPiece = (text: string): KeptPiece => {
  const part = utf8(text);
  if (length + part.length > bytes.length) {
    const larger = new Uint8Array(bytes.length + 4096);
    larger.set(bytes);
    bytes = larger;
  }
  bytes.set(part, length);
  length += part.length;
  return new KeptPiece(length - part.length, part.length);
};

/** What every chunk may say: digits, and the texts of {@link fixedPiece}. */
export const fixedBytes = (): Uint8Array<ArrayBuffer> => bytes.subarray(0, length);
