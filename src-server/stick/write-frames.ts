import { join } from 'node:path';
import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { FrameHeader, type Cursor } from '../../shared/sync/frame.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { findParts } from '../../shared/sync/parts.ts';
import { sealFrame } from '../../shared/sync/sealed-frames.ts';
import { stickLayout } from '../../shared/sync/stick-layout.ts';
import type { Centre } from '../centre.ts';
import { writeStickFile } from '../platform/stick-files.ts';
import { pullFrames } from '../pull/pull-frames.ts';
import { findChunkBytes } from '../store/chunks.ts';
import type { Device } from '../store/devices.ts';

const pieceBytes = 65_536;
const replyBytes = 4_194_304;

/**
 * Writes what `device` may read, from `cursors` on, below `out`: the very chunks and frames that the line would bring, each sealed to `readers` (devices that may read the same streams) and in the order of
 * the names. Returns how many files. Throws where it cannot be written.
 */
export const writeFrames = async (centre: Centre, device: Device, cursors: readonly Cursor[], target: { readonly out: string; readonly name: string; readonly readers: readonly Device[] }): Promise<number> => {
  const reached = new Map(cursors.map((cursor) => [cursor.stream, cursor]));
  let files = 0;
  const keep = (frame: Uint8Array): void => {
    files += 1;
    const sealed = sealFrame(centre.crypto, (message) => centre.crypto.sign(centre.keys.sign.privateKey, message), device.area, target.readers.map((reader) => reader.readKey), frame);
    writeStickFile(join(target.out, stickLayout.root, stickLayout.frames, target.name, `${String(files).padStart(6, '0')}.frame`), sealed);
    const header = findMessage(FrameHeader, findParts(frame, 3)![0]!)!;
    reached.set(header.stream, { stream: header.stream, epoch: header.epoch, seq: header.to });
  };
  for (;;) {
    const { frames, more, chunks } = await pullFrames(centre, device.id, [...reached.values()], replyBytes, pieceBytes);
    for (const frame of frames) keep(frame);
    for (const { hash } of chunks ?? []) {
      const bytes = await findChunkBytes(centre.database.pool, device.id, findBase64urlBytes(hash)!, 0);
      if (bytes) keep(new Uint8Array(bytes));
    }
    if (!more) return files;
  }
};
