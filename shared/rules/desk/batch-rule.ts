import { compare, findRational } from '../language/rational.ts';
import { grandTotal, type BatchPart } from './batch-totals.ts';

/** By what a batch is composed; null: whatever it is. Days of the approval, sums a month in tenge as decimal texts, both ends included. */
export type BatchRule = { readonly risk: string | null; readonly level: 1 | 2 | 3 | null; readonly from: string | null; readonly to: string | null; readonly least: string | null; readonly most: string | null };

export const anyCase: BatchRule = { risk: null, level: null, from: null, to: null, least: null, most: null };

type Given = { readonly risk: string; readonly approvedOn: string; readonly parts: readonly BatchPart[] };

const isBelow = (sum: string, limit: string | null): boolean => {
  const [value, bound] = [findRational(sum), limit === null ? undefined : findRational(limit)];
  return value !== undefined && bound !== undefined && compare(value, bound) < 0;
};

/** True where a case is in a batch composed by `rule`. A bound that is no number is none. Pure, exact. */
export const isOfBatch = ({ risk, level, from, to, least, most }: BatchRule, found: Given): boolean => {
  const { monthly } = grandTotal(found.parts);
  return (risk === null || found.risk === risk) && (level === null || found.parts.some((part) => part.level === level)) && (from === null || found.approvedOn >= from) && (to === null || found.approvedOn <= to)
    && !isBelow(monthly, least) && !(most !== null && findRational(most) !== undefined && isBelow(most, monthly));
};
