import { z } from 'zod';
import { StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { CollectionName, type LaterStream, type SensitivityClass } from '../domain/collection.ts';
import { KatoCode } from '../domain/kato.ts';
import { JsonObject } from './json-object.ts';

/** Name of a stream: `<area>/<class>`, or one of the later streams. */
export const StreamName = z.string().regex(/^\d{9}\/(registry|casework|medical|extracts|reports|expert\/[0-9a-f-]{36})$/).brand<'StreamName'>();
export type StreamName = z.infer<typeof StreamName>;

/** The stream of an area and a class, or a later stream. */
export const streamName = (area: string, kind: Exclude<SensitivityClass | LaterStream, 'expert'>): StreamName => `${area}/${kind}` as StreamName;

/** The stream of the files that one expert is asked about. */
export const expertStream = (area: string, expert: string): StreamName => `${area}/expert/${expert}` as StreamName;

/** How far a replica has read a stream. The epoch rises when a server is restored from a backup; then the stream is read anew. */
export const Cursor = z.object({ stream: StreamName, epoch: z.int().nonnegative(), seq: z.int().nonnegative() });
export type Cursor = z.infer<typeof Cursor>;

/** One item of a stream: a document as the centre has it at version `v`, or the trace of one that moved to another area. */
export const StreamItem = z.discriminatedUnion('k', [
  z.object({ k: z.literal('put'), c: CollectionName, i: z.string(), v: z.int().positive(), d: JsonObject }),
  z.object({ k: z.literal('moved'), c: CollectionName, i: z.string(), v: z.int().positive(), to: KatoCode, at: Instant, by: StaffId, byName: z.string() }),
]);
export type StreamItem = z.infer<typeof StreamItem>;

/** Header of a frame, `packParts([header JSON, zstd of the items as NDJSON, first 8 bytes of SHA-256 of both])`. Items are `from` < seq ≤ `to`; it commits in one transaction with its cursor. */
export const FrameHeader = z.object({
  stream: StreamName,
  epoch: z.int().positive(),
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  /** The stream's newest number, for progress. */
  head: z.int().nonnegative(),
  items: z.int().nonnegative(),
  /** How the body is written (protocol 2): absent is NDJSON, `columns` is `columns/items-columns.ts`. */
  as: z.literal('columns').optional(),
});
export type FrameHeader = z.infer<typeof FrameHeader>;
