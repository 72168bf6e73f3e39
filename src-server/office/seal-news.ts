import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { FrameHeader, type Cursor, type StreamName } from '../../shared/sync/frame.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { findParts } from '../../shared/sync/parts.ts';
import { mostSaidCursors } from '../../shared/sync/said-cursors.ts';
import { sealFrame } from '../../shared/sync/sealed-frames.ts';
import type { Centre } from '../centre.ts';
import { pullFrames } from '../pull/pull-frames.ts';
import { findChunkBytes } from '../store/chunks.ts';
import type { Device } from '../store/devices.ts';
import { listCoveredStreams, listReaderKeys } from '../store/streams.ts';

const pieceBytes = 65_536;

/** Streams of `device` with the keys of the other laptops that may read each; and those that nobody else reads, as if read to their ends: whoever carries them reads them by line, and they are not carried. */
const findReaders = async ({ database: { pool }, epoch }: Centre, device: Device, cursors: readonly Cursor[]): Promise<{ readers: Map<string, readonly Uint8Array[]>; own: Cursor[] }> => {
  const streams = await listCoveredStreams(pool, device.id);
  const readers = new Map<string, readonly Uint8Array[]>();
  for (const stream of streams) {
    const cursor = cursors.find((one) => one.stream === stream.name);
    readers.set(stream.name, await listReaderKeys(pool, device, stream.name, cursor?.epoch === Math.max(stream.epoch, epoch) ? cursor.seq : 0));
  }
  const own = streams.filter(({ name }) => readers.get(name)!.length === 0).map((stream) => ({ stream: stream.name as StreamName, epoch: Math.max(stream.epoch, epoch), seq: stream.seq }));
  return { readers, own };
};

/** Frames and chunks from `cursors` on for the laptops of the office of `device`, about `maxBytes`, each sealed to those that may read its stream and signed, so that whoever carries them can neither read nor alter them for another. `to`: where they lead. */
export const sealNews = async (centre: Centre, device: Device, cursors: readonly Cursor[], maxBytes: number): Promise<{ readonly files: Uint8Array[]; readonly to: Cursor[]; readonly more: boolean }> => {
  const { readers, own } = await findReaders(centre, device, cursors);
  const isOwn = new Set<string>(own.map(({ stream }) => stream));
  const asked = cursors.filter(({ stream }) => !isOwn.has(stream));
  const reached = new Map(asked.map((cursor) => [cursor.stream, cursor]));
  const files: Uint8Array[] = [];
  let left = maxBytes;
  const keep = (frame: Uint8Array): void => {
    const { stream, epoch, to } = findMessage(FrameHeader, findParts(frame, 3)![0]!)!;
    const keys = readers.get(stream) ?? [];
    // Of a stream that began this very moment, or what came meanwhile into one that nobody else reads; or of more streams than the answer can say.
    if (keys.length === 0 || (!reached.has(stream) && reached.size >= mostSaidCursors)) return;
    files.push(sealFrame(centre.crypto, (message) => centre.crypto.sign(centre.keys.sign.privateKey, message), device.area, [device.readKey, ...keys], frame));
    left -= frame.length;
    reached.set(stream, { stream, epoch, seq: to });
  };
  const { frames, more, chunks } = await pullFrames(centre, device.id, [...asked, ...own], Math.max(1024, maxBytes), pieceBytes);
  for (const frame of frames) keep(frame);
  for (const { hash, size } of chunks ?? []) {
    if (files.length > 0 && size > left) break;
    const bytes = await findChunkBytes(centre.database.pool, device.id, findBase64urlBytes(hash)!, 0);
    if (bytes) keep(new Uint8Array(bytes));
  }
  return { files, to: [...reached.values()], more };
};
