import { z } from 'zod';
import { Instant } from '../base/instant.ts';
import { AsideReason } from './rows.ts';
import { SyncProgress } from './sync-state.ts';

/** A synchronisation that has ended: how, and what went each way. Bytes are of the protocol. */
export const SyncRun = z.object({
  id: z.string(), startedAt: Instant, seconds: z.number(), phase: SyncProgress.shape.phase, error: z.string().nullable(),
  entries: z.int(), receipts: z.int(), quarantined: z.int(), items: z.int(), bytesUp: z.int(), bytesDown: z.int(), repaired: z.int(), unequal: z.int(),
});
export type SyncRun = z.infer<typeof SyncRun>;

/** How far a stream of the centre has been read here: `behind` what the centre had more when it last told of the stream (null: it has not told since the program began). */
export const StreamLag = z.object({ stream: z.string(), seq: z.int(), behind: z.int().nullable() });
export type StreamLag = z.infer<typeof StreamLag>;

/** What one watches a synchronisation by, newest run first. */
export const SyncMonitor = z.object({ bytesPerSecond: z.number().nullable(), streams: z.array(StreamLag), runs: z.array(SyncRun) });
export type SyncMonitor = z.infer<typeof SyncMonitor>;

/** What can be done about a record of which the centre put something aside. `operator`: only the centre's operator can, by the numbers of the entries. */
export const AsideWay = z.enum(['resend', 'discard', 'operator', 'decide']);
export type AsideWay = z.infer<typeof AsideWay>;

/** A record with entries that the centre put aside: which, why, and what can be done. `label`: the number of a case, the name of a person. */
export const AsideRow = z.object({
  id: z.string(), collection: z.string(), document: z.string(), label: z.string(), numbers: z.array(z.int()), commands: z.array(z.string()), byName: z.string(), at: Instant, why: AsideReason.nullable(), ways: z.array(AsideWay),
});
export type AsideRow = z.infer<typeof AsideRow>;
