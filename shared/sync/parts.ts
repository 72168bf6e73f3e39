import { varint } from './varints.ts';

/** Several byte strings as one, each behind its length. The only framing of the protocol: envelopes, requests and replies use it. */
export const packParts = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const lengths = parts.map((part) => varint(part.length));
  const whole = new Uint8Array(parts.reduce((sum, part, index) => sum + part.length + lengths[index]!.length, 0));
  let at = 0;
  for (const [index, part] of parts.entries()) {
    whole.set(lengths[index]!, at);
    whole.set(part, at + lengths[index]!.length);
    at += lengths[index]!.length + part.length;
  }
  return whole;
};

/**
 * The parts of `bytes` as {@link packParts} made them, or undefined where a length is malformed, overlong or
 * runs past the end, or where there are more than `most`. No copy is made.
 */
export const findParts = (bytes: Uint8Array, most = 100_000): Uint8Array[] | undefined => {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (parts.length === most) return undefined;
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
