import { z } from 'zod';
import { base64urlOf } from '../../base/base64url.ts';
import { CollectionName } from '../../domain/collection.ts';
import { Cursor, StreamName } from '../frame.ts';

/** What a device says it takes, in `SessionRequest.takes`, where it compares: replies then carry a sum. */
export const takesSums = 'sums';

/** A range is halved this often by one question: into 64. */
export const rangeStep = 6;

/** Bits of a place that ranges go down to; beyond, the documents of a range are named. */
export const mostRangeBits = 30;

/** Ranges in one question, and documents asked for in one. */
export const mostRanges = 64;
export const mostItems = 50;

const ranges = { bits: z.int().min(0).max(mostRangeBits), of: z.array(z.int().nonnegative()).min(1).max(mostRanges) };

/**
 * POST /compare, signed as /sync is. `streams`: the sum of each stream. Else of one stream as it stands at `cursor`: `sums` of the 64 parts of each range `of`, a range being the documents whose places begin with these
 * `bits` bits; `leaves`: the documents in the ranges, with their versions; `items`: these documents as the stream says them last.
 */
export const CompareRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('streams') }),
  z.object({ ask: z.literal('sums'), cursor: Cursor, ...ranges, bits: z.int().min(0).max(mostRangeBits - rangeStep) }),
  z.object({ ask: z.literal('leaves'), cursor: Cursor, ...ranges }),
  z.object({ ask: z.literal('items'), cursor: Cursor, documents: z.array(z.tuple([CollectionName, z.string().max(100)])).min(1).max(mostItems) }),
]);
export type CompareRequest = z.infer<typeof CompareRequest>;

/** The stream has gone on since, or begins anew: the device reads on, and compares again after its next sync. The answer to any question but `streams`. */
export const movedOn = 1;

/** To `streams`, as JSON: each stream that the device may read, with the sum of what it can read there. */
export const StreamSums = z.object({ streams: z.array(z.object({ stream: StreamName, epoch: z.int().positive(), seq: z.int().nonnegative(), sum: base64urlOf(8) })).max(200) });
export type StreamSums = z.infer<typeof StreamSums>;

/** Most documents named in one answer. A range with more has to be parted further. */
export const mostLeaves = 20_000;

/** To `leaves`, as JSON under zstd: collection, id and version of each. */
export const StreamLeaves = z.object({ leaves: z.array(z.tuple([z.string(), z.string(), z.int().positive()])).max(mostLeaves) });
export type StreamLeaves = z.infer<typeof StreamLeaves>;
