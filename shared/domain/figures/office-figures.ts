import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { CaseStatus } from '../case-status.ts';
import { DisabilityRecord } from '../person.ts';

const count = z.int().nonnegative();

/** Days from first to last, both counted. */
export const Period = z.object({ from: PlainDate, to: PlainDate }).refine(({ from, to }) => from <= to, { error: 'periodOrder', path: ['to'] });
export type Period = z.infer<typeof Period>;

/** Days from the opening of a case to its decision, as they are told together: at most `upTo` (null: longer than all). */
export const WaitBand = z.object({ upTo: count.nullable(), cases: count });

/** Ages told together, whole years; `to` null: and older. */
export const ageBands = [{ from: 0, to: 6 }, { from: 7, to: 17 }, { from: 18, to: 29 }, { from: 30, to: 44 }, { from: 45, to: 59 }, { from: 60, to: null }] as const;

/**
 * The figures of an office over a period. Cases are those of its district that were opened in the period, by risk and by where they stand now; days are calendar days from the
 * opening to the decision, over the decisions of the period (null where there are none). A deadline counts in the period in which its last day lies. Disability is what the
 * registry has on record at the end of the period.
 */
export const OfficeFigures = z.object({
  period: Period,
  opened: count,
  decided: count,
  /** Not decided at present, whenever they were opened. */
  open: count,
  cases: z.array(z.object({ risk: z.string(), status: CaseStatus, count })),
  wait: z.object({ median: count.nullable(), p90: count.nullable(), bands: z.array(WaitBand) }),
  workers: z.array(z.object({ id: z.string(), name: z.string(), opened: count, decided: count, open: count, approved: count })),
  /** `workingDays` is the term of the law, `confirmed` whether it is proved; `late`: decided after it, `overdue`: not decided though it has run out. */
  deadlines: z.object({ workingDays: count, confirmed: z.boolean(), inTime: count, late: count, overdue: count }),
  disability: z.object({
    total: count,
    /** Of these, recorded for the first time in the period. */
    added: count,
    causes: z.array(z.object({ cause: DisabilityRecord.shape.cause, group: DisabilityRecord.shape.group, count })),
    /** `band` is a place in {@link ageBands}. */
    ages: z.array(z.object({ band: count, group: DisabilityRecord.shape.group, count })),
  }),
});
export type OfficeFigures = z.infer<typeof OfficeFigures>;
