import { findBase64urlBytes, toBase64url } from '../../base/base64url.ts';
import { utf8 } from '../../base/bytes.ts';
import type { Sha256 } from '../crypto-port.ts';

/** What a stream says last of one document: that it has this version. A version never means two contents, so that who has the same versions has the same documents. */
export type Leaf = { readonly c: string; readonly i: string; readonly v: number };

const firstBits = (sha256: Sha256, text: string): bigint => sumAt(sha256(utf8(text)));

/** Number of a leaf, 64 bits: the first eight bytes of SHA-256 of `c/i/v`, big-endian. */
export const leafBits = (sha256: Sha256, { c, i, v }: Leaf): bigint => firstBits(sha256, `${c}/${i}/${v}`);

/** Where a document stands among all, whatever its version: the first eight bytes of SHA-256 of `c/i`. Ranges are of places, so that each holds about as many documents, however their ids were made. */
export const placeBits = (sha256: Sha256, { c, i }: Pick<Leaf, 'c' | 'i'>): bigint => firstBits(sha256, `${c}/${i}`);

/**
 * The checksum of a set of documents, in whatever order they came: the exclusive or of their leaves' numbers (Zobrist hashing, 1970; XHASH of Bellare and Micciancio, 1997). A change takes the old number out and puts
 * the new one in. Two different sets have the same sum once in 2^64 by chance; against somebody who looks for such sets it is no protection, nor need it be: both ends know each other.
 */
export const sumOf = (bits: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const one of bits) sum ^= one;
  return sum;
};

/** Length of a sum in bytes. */
export const sumLength = 8;

/** The eight bytes of a sum. */
export const sumBytes = (sum: bigint): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(sumLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, sum));
  return bytes;
};

/** The sum in eight bytes from `at` on. */
export const sumAt = (bytes: Uint8Array, at = 0): bigint => new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigUint64(at);

/** A sum as it stands in JSON. */
export const sumText = (sum: bigint): string => toBase64url(sumBytes(sum));

/** The sum in a text, undefined where it is none. */
export const findSum = (text: string): bigint | undefined => {
  const bytes = findBase64urlBytes(text);
  return bytes?.length === sumLength ? sumAt(bytes) : undefined;
};
