import { z } from 'zod';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Value of each code unit below 128, 64 for what is no letter. */
const valueOf = new Uint8Array(128).fill(64);
for (let value = 0; value < 64; value++) valueOf[alphabet.charCodeAt(value)] = value;

/** Bytes as base64url without padding (RFC 4648, section 5). */
export const toBase64url = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i]!;
    const b = bytes[i + 1];
    const c = bytes[i + 2];
    text += alphabet[a >> 2]! + alphabet[((a & 3) << 4) | ((b ?? 0) >> 4)]!;
    if (b !== undefined) text += alphabet[((b & 15) << 2) | ((c ?? 0) >> 6)]!;
    if (c !== undefined) text += alphabet[c & 63]!;
  }
  return text;
};

/** The bytes of base64url `text`, or undefined where it is not base64url in its one canonical spelling. */
export const findBase64urlBytes = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, buffered, at] = [0, 0, 0];
  for (let place = 0; place < text.length; place++) {
    const value = valueOf[text.charCodeAt(place)] ?? 64;
    if (value === 64) return undefined;
    buffered = ((buffered << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffered >> bits) & 0xff;
    }
  }
  return (buffered & ((1 << bits) - 1)) === 0 ? bytes : undefined;
};

/** base64url text of exactly `length` bytes, checked. */
export const base64urlOf = (length: number) => z.string().refine((text) => findBase64urlBytes(text)?.length === length, { error: 'base64url' });
