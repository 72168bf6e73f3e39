import { sumDecimals } from '../sum-decimals.ts';

/** What a case gives at one level: sums a month and once, exact decimal texts in tenge. */
export type BatchPart = { readonly level: 1 | 2 | 3; readonly monthly: string; readonly once: string };
/** A line of totals. `cases`: how many of the risk have something at that level. */
export type BatchTotal = BatchPart & { readonly risk: string; readonly cases: number };
type Given = { readonly risk: string; readonly parts: readonly BatchPart[] };

/** Totals by risk and level, in the order of the risks as they come and of the levels; what gives nothing has no line. Pure, exact. */
export const batchTotals = (cases: readonly Given[]): BatchTotal[] =>
  [...Map.groupBy(cases, ({ risk }) => risk)].flatMap(([risk, of]) => ([1, 2, 3] as const).flatMap((level): BatchTotal[] => {
    const parts = of.flatMap((one) => one.parts.find((part) => part.level === level) ?? []);
    return parts.length === 0 ? [] : [{ risk, level, cases: parts.length, monthly: sumDecimals(parts.map(({ monthly }) => monthly)), once: sumDecimals(parts.map(({ once }) => once)) }];
  }));

/** All of it in one line. */
export const grandTotal = (totals: readonly Pick<BatchTotal, 'monthly' | 'once'>[]): Pick<BatchTotal, 'monthly' | 'once'> => ({ monthly: sumDecimals(totals.map(({ monthly }) => monthly)), once: sumDecimals(totals.map(({ once }) => once)) });
