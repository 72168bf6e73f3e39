import { z } from 'zod';
import { DeviceId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';

/**
 * A laptop of this office. `lastSeenAt`: when it wrote the newest letter that has come here, `via` how it came; null before the first. `unreleased` and `unsent`: what it held then, unsigned and signed. `brought`: its entries that are here and
 * that the centre has not answered for, `toHandIn` those of them that are signed. What waits to be brought back to it: `receipts`, and `news`, whether frames or a renewed lease are here for it. `admitted`: letters are sealed to it.
 */
export const OfficeLaptop = z.object({
  device: DeviceId, name: z.string(), own: z.boolean(), admitted: z.boolean(),
  lastSeenAt: Instant.nullable(), via: z.enum(['stick', 'line']).nullable(),
  unreleased: z.int(), unsent: z.int(), aside: z.int(), lastReceiptAt: Instant.nullable(), leaseDaysLeft: z.int().nullable(),
  brought: z.int(), toHandIn: z.int(), receipts: z.int(), news: z.boolean(),
});
export type OfficeLaptop = z.infer<typeof OfficeLaptop>;

/**
 * A word of a colleague's laptop that is no longer of the office, which is not shown in its record any more because nobody had released it. `values`: what it said, as far as it is text or a number. `kept`: the centre has it, put aside for its operator
 * to review; else it is nowhere but here. `label`: by what a person knows the record, as far as it is here.
 */
export const FallenRow = z.object({
  id: z.string(), laptop: z.string(), byName: z.string(), collection: z.string(), document: z.string(), label: z.string(), at: Instant, kept: z.boolean(), values: z.array(z.object({ field: z.string(), value: z.string() })),
});
export type FallenRow = z.infer<typeof FallenRow>;
