import { textOf } from '../../base/bytes.ts';

/** Reads what a `ByteWriter` wrote, in the same order. Everything throws a RangeError (or TypeError, of text that is not UTF-8) where the bytes do not say it. */
export type ByteReader = {
  readonly raw: (length: number) => Uint8Array;
  readonly number: () => number;
  readonly signed: () => number;
  readonly uuid: () => string;
  readonly sized: () => Uint8Array;
  readonly text: () => string;
  /** All that is left. */
  readonly rest: () => Uint8Array;
  readonly isEnd: () => boolean;
};

export const createByteReader = (bytes: Uint8Array): ByteReader => {
  let at = 0;
  const raw = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError('the end');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const number = (): number => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined || factor > 2 ** 49) throw new RangeError('the end');
      value += (byte & 127) * factor;
      if (byte < 128) break;
      factor *= 128;
    }
    if (!Number.isSafeInteger(value)) throw new RangeError('too large');
    return value;
  };
  const sized = () => raw(number());
  return {
    raw,
    number,
    signed: () => {
      const value = number();
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    },
    uuid: () => {
      const hex = Array.from(raw(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
    sized,
    text: () => textOf(sized()),
    rest: () => raw(bytes.length - at),
    isEnd: () => at === bytes.length,
  };
};
