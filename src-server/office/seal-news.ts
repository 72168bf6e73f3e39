import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { FrameHeader, type Cursor } from '../../shared/sync/frame.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { findParts } from '../../shared/sync/parts.ts';
import { sealFrame } from '../../shared/sync/sealed-frames.ts';
import type { Centre } from '../centre.ts';
import { pullFrames } from '../pull/pull-frames.ts';
import { findChunkBytes } from '../store/chunks.ts';
import type { Device } from '../store/devices.ts';
import { listReaderKeys } from '../store/streams.ts';

const pieceBytes = 65_536;

/** Frames and chunks from `cursors` on for the laptops of the office of `device`, about `maxBytes`, each sealed to those that may read its stream and signed, so that whoever carries them can neither read nor alter them for another. `to`: where they lead. */
export const sealNews = async (centre: Centre, device: Device, cursors: readonly Cursor[], maxBytes: number): Promise<{ readonly files: Uint8Array[]; readonly to: Cursor[]; readonly more: boolean }> => {
  const reached = new Map(cursors.map((cursor) => [cursor.stream, cursor]));
  const readers = new Map<string, Uint8Array[]>();
  const files: Uint8Array[] = [];
  let left = maxBytes;
  const keep = async (frame: Uint8Array): Promise<void> => {
    const { stream, epoch, to } = findMessage(FrameHeader, findParts(frame, 3)![0]!)!;
    reached.set(stream, { stream, epoch, seq: to });
    const keys = readers.get(stream) ?? (await listReaderKeys(centre.database.pool, device, stream));
    readers.set(stream, keys);
    // Whoever carries it reads it by line: what is for nobody else is not carried.
    if (keys.length === 0) return;
    files.push(sealFrame(centre.crypto, (message) => centre.crypto.sign(centre.keys.sign.privateKey, message), device.area, [device.readKey, ...keys], frame));
    left -= frame.length;
  };
  const { frames, more, chunks } = await pullFrames(centre, device.id, cursors, Math.max(1024, maxBytes), pieceBytes);
  for (const frame of frames) await keep(frame);
  for (const { hash, size } of chunks ?? []) {
    if (files.length > 0 && size > left) break;
    const bytes = await findChunkBytes(centre.database.pool, device.id, findBase64urlBytes(hash)!, 0);
    if (bytes) await keep(new Uint8Array(bytes));
  }
  return { files, to: [...reached.values()], more };
};
