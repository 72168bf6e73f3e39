import { utf8 } from '../../base/bytes.ts';

const mostDigits = 16;

/**
 * JSON in UTF-8 as it grows, made of pieces that are bytes already: no object and no text of a document in between. A class, as are the readers beside it: closures made anew for each chunk would be
 * compiled anew for each, and a first load is over before that pays.
 */
export class JsonBytes {
  private bytes: Uint8Array<ArrayBuffer>;
  private at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  get length(): number {
    return this.at;
  }

  clear(): void {
    this.at = 0;
  }

  /** What was written since `start`; it stays as it is only until more is written. */
  since(start: number): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(start, this.at);
  }

  private reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const larger = new Uint8Array((this.bytes.length + count) * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  /** By a loop: for so few bytes `set` costs more than it copies. */
  piece(part: Uint8Array): void {
    const count = part.length;
    this.reserve(count);
    const { bytes, at } = this;
    for (let index = 0; index < count; index++) bytes[at + index] = part[index]!;
    this.at = at + count;
  }

  /** Letters that are one byte each. */
  ascii(text: string): void {
    this.reserve(text.length);
    for (let index = 0; index < text.length; index++) this.bytes[this.at + index] = text.charCodeAt(index);
    this.at += text.length;
  }

  /** Any number, as `JSON.stringify` says it. */
  number(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) return this.piece(utf8(JSON.stringify(value)));
    let count = 1;
    for (let limit = 10; value >= limit && count < mostDigits; limit *= 10) count += 1;
    this.digits(value, count);
  }

  /** The last `count` decimal digits of a whole number from 0. */
  digits(value: number, count: number): void {
    this.reserve(count);
    let rest = value;
    for (let place = this.at + count - 1; place >= this.at; place--) {
      const tens = Math.floor(rest / 10);
      this.bytes[place] = 48 + rest - tens * 10;
      rest = tens;
    }
    this.at += count;
  }

  /** The last `count` hexadecimal digits of a whole number from 0 below 2^31. */
  hex(value: number, count: number): void {
    this.reserve(count);
    let rest = value;
    for (let place = this.at + count - 1; place >= this.at; place--) {
      const nibble = rest & 15;
      this.bytes[place] = nibble < 10 ? 48 + nibble : 87 + nibble;
      rest >>>= 4;
    }
    this.at += count;
  }
}
