import { z } from 'zod';
import { CaseStep } from './case.ts';
import { KatoCode } from './kato.ts';

const count = z.int().nonnegative();

/** One employer whose contributions are not as they should be (Concept, S14): of how many people, in how many of their months declared and not paid, paid late, or without any between two months of theirs; `owed`: the unpaid, whole tenge. */
export const ContributionFault = z.object({ bin: z.string().regex(/^\d{12}$/), name: z.string().max(120), persons: count, unpaid: count, late: count, missing: count, owed: count });
export type ContributionFault = z.infer<typeof ContributionFault>;

/** Rows of a report at most; beyond them the sums still count every employer. */
export const mostReported = 1000;

/** What a supervisor reports upward of employers whose contributions are missing or late: employers only, nobody's name. Never changed. `upTo`: the last month that the registry had closed. */
export const ContributionReport = z.object({
  id: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'id' }),
  number: z.string().max(30),
  district: KatoCode,
  upTo: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  made: CaseStep,
  /** People looked at, people with a fault, employers with one. */
  ledgers: count, persons: count, employers: count,
  rows: z.array(ContributionFault).max(mostReported),
});
export type ContributionReport = z.infer<typeof ContributionReport>;
