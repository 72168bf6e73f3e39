import { z } from 'zod';
import { AppError } from '../base/app-error.ts';

/** What was written to a stick. `told`: entries in letters to the other laptops of the office; `carried`: receipts, leases and news brought back to them. */
export const StickWritten = z.object({ envelopes: z.int(), entries: z.int(), bytes: z.int(), told: z.int(), carried: z.int() });
export type StickWritten = z.infer<typeof StickWritten>;

/** What a stick brought: receipts that were new here and entries they answer for, changes of others; `told`: entries of other laptops of the office that were new here; `passed`: files that were not taken, by reason; of those that could not be read the names of some (`files`). */
export const StickTaken = z.object({
  receipts: z.int(), entries: z.int(), items: z.int(), told: z.int(),
  passed: z.array(z.object({ why: z.enum(['damaged', 'foreign', 'old', 'gap', 'unreadable']), count: z.int(), files: z.array(z.string()).optional() })),
});
export type StickTaken = z.infer<typeof StickTaken>;

/** Work with a stick as it goes on, and the last one when none does. */
export const StickProgress = z.object({
  phase: z.enum(['idle', 'writing', 'reading', 'done', 'failed', 'cancelled']),
  files: z.int(), filesDone: z.int(), bytes: z.int(),
  written: StickWritten.nullable(), taken: StickTaken.nullable(), error: AppError.nullable(),
});
export type StickProgress = z.infer<typeof StickProgress>;
