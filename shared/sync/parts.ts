import { concatBytes } from '../base/bytes.ts';

/** Length of one part as an unsigned LEB128 number: a byte for the short ones, which most are. */
const lengthPrefix = (length: number): Uint8Array => {
  const bytes: number[] = [];
  for (let rest = length; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
};

/** Several byte strings as one, each behind its length. The only framing of the protocol: envelopes, requests and replies use it. */
export const packParts = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  concatBytes(...parts.flatMap((part) => [lengthPrefix(part.length), part]));

/** The parts of `bytes` as {@link packParts} made them, or undefined where a length is malformed, overlong or runs past the end. No copy is made. */
export const findParts = (bytes: Uint8Array): Uint8Array[] | undefined => {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    let [length, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined || factor > 2 ** 28) return undefined;
      length += (byte & 127) * factor;
      if (byte < 128) {
        if (byte === 0 && factor > 1) return undefined;
        break;
      }
      factor *= 128;
    }
    if (at + length > bytes.length) return undefined;
    parts.push(bytes.subarray(at, at + length));
    at += length;
  }
  return parts;
};
