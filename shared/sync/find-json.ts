import { textOf } from '../base/bytes.ts';

/** No document or message of the protocol nests deeper; more is an attack on recursive readers, not data. */
export const maxJsonDepth = 32;

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [34, 92, 123, 125, 91, 93];

/** True where brackets outside strings nest deeper than `limit`. Bytes of multi-byte letters are above 127, so UTF-8 needs no decoding. */
const isDeeperThan = (bytes: Uint8Array, limit: number): boolean => {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inString) {
      if (byte === backslash) at++;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === openBrace || byte === openBracket) {
      if (++depth > limit) return true;
    } else if (byte === closeBrace || byte === closeBracket) depth--;
  }
  return false;
};

/** The JSON value in UTF-8 `bytes`, with their text (so that a JSON `null` is a value); undefined where it is not JSON, not UTF-8 or nested too deep. */
export const findJson = (bytes: Uint8Array): { readonly value: unknown; readonly text: string } | undefined => {
  if (isDeeperThan(bytes, maxJsonDepth)) return undefined;
  try {
    const text = textOf(bytes);
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};
