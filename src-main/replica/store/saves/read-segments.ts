import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { findSave, type SaveRecord } from './save-record.ts';
import { findFrameBody, findHeader, findLaterFrame, headerBytes, listFrames, segmentFormat, segmentKey, type Frame, type SegmentHeader } from './segment-format.ts';

/** A segment: `first` is the sequence it was begun for, by its name. */
export type Segment = { readonly name: string; readonly first: number; readonly header: SegmentHeader | undefined; readonly frames: readonly Frame[]; readonly bytes: Uint8Array };

const pattern = /^saves-(\d{12})-[0-9a-f]{8}\.log$/;

/** The name of a segment that begins with `first`. */
export const segmentName = (first: number, id: Uint8Array): string => `saves-${String(first).padStart(12, '0')}-${Buffer.from(id.subarray(0, 4)).toString('hex')}.log`;

/** The segments of a folder, oldest first. Names alone tell where each begins. */
export const listSegments = (folder: string): { readonly name: string; readonly first: number }[] =>
  (existsSync(folder) ? readdirSync(folder) : []).filter((name) => pattern.test(name)).sort().map((name) => ({ name, first: Number(pattern.exec(name)![1]) }));

/** The segments that may hold a save after `sequence`, read. */
export const readSegments = (folder: string, sequence: number): Segment[] => {
  const all = listSegments(folder);
  return all
    .filter((_, at) => (all[at + 1]?.first ?? Infinity) > sequence + 1)
    .map(({ name, first }) => {
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      return { name, first, header: findHeader(bytes), frames: listFrames(bytes), bytes };
    });
};

/** DatabaseTooNew where a segment was written by a later version of the program. */
export const checkSegments = (segments: readonly Segment[], schema: number): Result<void, AppError> => {
  for (const { header } of segments) {
    if (header && header.format > segmentFormat) return err({ type: 'DatabaseTooNew', found: header.format, supported: segmentFormat });
    if (header && header.schema > schema) return err({ type: 'DatabaseTooNew', found: header.schema, supported: schema });
  }
  return ok();
};

/** `saves` after a sequence in their order; `torn`: there are saves behind a place that cannot be read, so the list is not all. */
export type SavesAfter = { readonly saves: readonly { readonly sequence: number; readonly record: SaveRecord }[]; readonly torn: boolean };

/**
 * The saves after `sequence`, without a gap. Within a segment reading ends at the first frame that is not whole and authentic; a later segment may go on from
 * there, because a save whose frame was torn was never acknowledged and its number was given again. Frames up to `sequence` need not be readable.
 */
export const readSavesAfter = (segments: readonly Segment[], dataKey: Uint8Array, sequence: number): SavesAfter => {
  const saves: { sequence: number; record: SaveRecord }[] = [];
  let next = sequence + 1;
  let newest = sequence;
  for (const { header, frames, bytes } of segments) {
    const key = header && segmentKey(dataKey, header.id);
    // A head is on disk before the first frame is written.
    if (!header) newest = Math.max(newest, ...frames.map((frame) => frame.sequence));
    let read = headerBytes;
    for (const [at, frame] of frames.entries()) {
      if (frame.sequence <= sequence) {
        read = frame.end;
        continue;
      }
      const body = key && findFrameBody(key, frame);
      const record = body && findSave(body);
      if (!record) {
        // What lies behind an unreadable frame was acknowledged once; the last frame of a segment may be torn.
        if (at < frames.length - 1) newest = Math.max(newest, ...frames.slice(at + 1).map((later) => later.sequence));
        break;
      }
      newest = Math.max(newest, frame.sequence);
      read = frame.end;
      if (frame.sequence !== next) continue;
      saves.push({ sequence: next++, record });
    }
    if (key && read < bytes.length) newest = Math.max(newest, findLaterFrame(key, bytes.subarray(read + 1))?.sequence ?? 0);
  }
  return { saves, torn: newest >= next };
};
