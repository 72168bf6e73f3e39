import { z } from 'zod';
import { Instant } from '../base/instant.ts';

/**
 * What a damaged replica can be restored from, newest first: a snapshot and when it was taken (null: the save file alone, from the first save on), and how many
 * journal entries the save file adds to it. Nothing here is about a person of the registry.
 */
export const RecoveryOptions = z.object({ sources: z.array(z.object({ takenAt: Instant.nullable(), entries: z.int(), bytes: z.int() })) });
export type RecoveryOptions = z.infer<typeof RecoveryOptions>;

/** What was restored: the source that proved good, the saves made anew on it, and whether all of them could be read. */
export const Recovered = z.object({ takenAt: Instant.nullable(), saves: z.int(), complete: z.boolean() });
export type Recovered = z.infer<typeof Recovered>;

/** A restore as it runs. `done` of `total` are bytes or saves; `total` 0: not known. */
export const RecoveryProgress = z.object({ phase: z.enum(['idle', 'checking', 'copying', 'replaying']), done: z.int(), total: z.int() });
export type RecoveryProgress = z.infer<typeof RecoveryProgress>;
