import { z } from 'zod';
import { ContributionFault } from '../domain/contribution-report.ts';
import { Travel } from './rows.ts';

/** Employers with missing or late contributions, who owes most first; the counts are over all, the rows over those shown. */
export const ContributionFaults = z.object({ upTo: z.string(), ledgers: z.int(), persons: z.int(), employers: z.int(), rows: z.array(ContributionFault) });
export type ContributionFaults = z.infer<typeof ContributionFaults>;

/** A report in a list. */
export const ContributionReportRow = z.object({ id: z.string(), number: z.string(), upTo: z.string(), madeAt: z.string(), madeByName: z.string(), persons: z.int(), employers: z.int(), travel: Travel });
export type ContributionReportRow = z.infer<typeof ContributionReportRow>;
