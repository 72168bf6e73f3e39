import { z } from 'zod';
import { BatchId } from '../base/ids.ts';
import { CaseStep } from './case.ts';
import { KatoCode } from './kato.ts';

/** What a supervisor released at once. The proof is the signed manifest (`shared/sync/batch-manifest.ts`); this is its readable record. */
export const Batch = z.object({
  id: BatchId,
  number: z.string().max(30),
  district: KatoCode,
  signed: CaseStep,
  cases: z.int().nonnegative(),
  persons: z.int().nonnegative(),
  entries: z.int().nonnegative(),
});
export type Batch = z.infer<typeof Batch>;
