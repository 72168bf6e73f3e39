import { hkdfSync } from 'node:crypto';
import { concatBytes, utf8 } from '../../../../shared/base/bytes.ts';
import { findUnwrapped, wrapKey } from '../../platform/wrap-key.ts';

/**
 * A segment of the save file: `TIREKSAV`, format (u16), the replica's schema number (u32), 16 random bytes; then frames, only ever appended. A frame is the
 * length of its body (u32), sequence (f64), how many journal entries (u32), and the body: AES-256-GCM with a random nonce under a key derived from the data key
 * and the segment's random bytes, bound to its place. All numbers big-endian. Format 2: a save may bring attachments; a program that knows 1 alone would lose them.
 */
export const segmentFormat = 2;
const magic = utf8('TIREKSAV');
export const headerBytes = magic.length + 2 + 4 + 16;
const frameHead = 4 + 8 + 4;

export type SegmentHeader = { readonly format: number; readonly schema: number; readonly id: Uint8Array };

/** A frame as it lies in the file: readable without a key but for its body. `end` is where the next one begins. */
export type Frame = { readonly sequence: number; readonly entries: number; readonly body: Uint8Array; readonly end: number };

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The head of a new segment. */
export const encodeHeader = (schema: number, id: Uint8Array): Uint8Array => {
  const numbers = new Uint8Array(6);
  viewOf(numbers).setUint16(0, segmentFormat);
  viewOf(numbers).setUint32(2, schema);
  return concatBytes(magic, numbers, id);
};

/** The head of a segment, or undefined where the bytes begin none. */
export const findHeader = (bytes: Uint8Array): SegmentHeader | undefined => {
  if (bytes.length < headerBytes || !magic.every((byte, at) => bytes[at] === byte)) return undefined;
  const view = viewOf(bytes);
  return { format: view.getUint16(8), schema: view.getUint32(10), id: bytes.slice(14, headerBytes) };
};

/** The key of a segment: HKDF-SHA-256 of the data key with the segment's random bytes. */
export const segmentKey = (dataKey: Uint8Array, id: Uint8Array): Uint8Array => new Uint8Array(hkdfSync('sha256', dataKey, id, utf8('tirek/saves/1'), 32));

const placeOf = (sequence: number, entries: number): string => `tirek/saves/1/${sequence}/${entries}`;

/** One frame. `nonce` is 12 random bytes. */
export const encodeFrame = (key: Uint8Array, nonce: Uint8Array, sequence: number, entries: number, plain: Uint8Array): Uint8Array => {
  const body = wrapKey(key, placeOf(sequence, entries), nonce, plain);
  const head = new Uint8Array(frameHead);
  viewOf(head).setUint32(0, body.length);
  viewOf(head).setFloat64(4, sequence);
  viewOf(head).setUint32(12, entries);
  return concatBytes(head, body);
};

/** The frames of a segment as far as they are whole: a torn tail ends the list. */
export const listFrames = (bytes: Uint8Array): Frame[] => {
  const frames: Frame[] = [];
  const view = viewOf(bytes);
  for (let at = headerBytes; at + frameHead <= bytes.length; ) {
    const end = at + frameHead + view.getUint32(at);
    const sequence = view.getFloat64(at + 4);
    if (end > bytes.length || !Number.isSafeInteger(sequence) || sequence < 1) break;
    frames.push({ sequence, entries: view.getUint32(at + 12), body: bytes.subarray(at + frameHead, end), end });
    at = end;
  }
  return frames;
};

/**
 * A whole and authentic frame that begins anywhere in `bytes`, or undefined. For what lies behind a place that cannot be read: a head with a flipped bit leads
 * nowhere, and a torn tail has nothing behind it.
 */
export const findLaterFrame = (key: Uint8Array, bytes: Uint8Array): Frame | undefined => {
  const view = viewOf(bytes);
  for (let at = 0; at + frameHead <= bytes.length; at++) {
    const end = at + frameHead + view.getUint32(at);
    if (end > bytes.length) continue;
    const sequence = view.getFloat64(at + 4);
    if (!Number.isSafeInteger(sequence) || sequence < 1) continue;
    const frame = { sequence, entries: view.getUint32(at + 12), body: bytes.subarray(at + frameHead, end), end };
    if (findFrameBody(key, frame)) return frame;
  }
  return undefined;
};

/** What a frame says, or undefined where the key is another one or a bit of it has changed. */
export const findFrameBody = (key: Uint8Array, frame: Frame): Uint8Array | undefined => findUnwrapped(key, placeOf(frame.sequence, frame.entries), frame.body);
