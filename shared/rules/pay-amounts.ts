import type { Amount, Reason } from './determination.ts';
import { readParameter } from './language/compiled-parameter.ts';
import { openEnd } from './language/dates.ts';
import type { Frame } from './language/frame.ts';
import { ceil, compare, decimalText, divide, floor, multiply, nearest, subtract, toNumber, whole, zero, type Rational } from './language/rational.ts';
import { Missing, type MissingItem, type Value } from './language/value.ts';
import type { CompiledProgramme } from './load/rules.ts';

const roundings: Record<string, (exact: Rational) => Rational> = { up: ceil, down: floor, nearest, none: (exact) => exact };

/** Equal parts in whole tenge that sum to the amount: the first ones carry what is left over. An amount that is not whole is shared exactly. */
const partsOf = (amount: Rational, count: number): string[] => {
  const equal = divide(amount, whole(count)) ?? amount;
  if (amount.numerator % amount.denominator !== 0n) return Array.from({ length: count }, () => decimalText(equal));
  const base = floor(equal);
  const left = toNumber(subtract(amount, multiply(base, whole(count))));
  return Array.from({ length: count }, (_, index) => (BigInt(base.numerator) + (index < left ? 1n : 0n)).toString());
};

/**
 * The payments of a programme whose `when` holds: exact, rounded once by the dated rule, withheld, shared; or what is missing of them. One that comes to
 * 0 tenge is no amount but a reason, in the payment's own words of `nothing`; an edition without those words keeps the 0, so that what was decided by it replays.
 */
export const payAmounts = (programme: CompiledProgramme, frame: Frame): { amounts: Amount[]; missing: MissingItem[]; nothing: Omit<Reason, 'kind'>[] } => {
  const amounts: Amount[] = [];
  const missing: MissingItem[] = [];
  const nothing: Omit<Reason, 'kind'>[] = [];
  for (const { source, when, amount, rounding, from, to, withheld, shares } of programme.payments) {
    frame.inputs = {};
    const due = when ? when(frame) : true;
    if (due instanceof Missing) missing.push(...due.items);
    if (due !== true) continue;
    const [exact, first, last, parts] = [amount(frame), from(frame), to?.(frame), shares?.(frame)];
    const mode = readParameter(rounding, frame.asOf, []);
    const gaps = [exact, first, last, parts, mode].filter((value) => value instanceof Missing);
    if (gaps.length > 0 || mode instanceof Missing) {
      missing.push(...gaps.flatMap(({ items }) => items));
      continue;
    }
    frame.used(mode);
    frame.inputs[mode.label] = mode.shown;
    const rounded = roundings[mode.value as string]!(compare(exact as Rational, zero) < 0 ? zero : (exact as Rational));
    frame.definitions.set('amount', { value: rounded, shown: decimalText(rounded) });
    const kept: Value = withheld ? withheld(frame) : zero;
    if (kept instanceof Missing) {
      missing.push(...kept.items);
      continue;
    }
    frame.trace.push({ rule: `payment:${source.id}`, title: source.title, inputs: frame.inputs, value: decimalText(rounded), citation: source.source, certainty: source.certainty });
    if (source.nothing && compare(rounded, zero) === 0) {
      nothing.push({ rule: `payment:${source.id}`, text: source.nothing, citation: source.source, certainty: source.certainty });
      continue;
    }
    amounts.push({
      payment: source.id, title: source.title, level: programme.source.level, amount: decimalText(rounded), exact: decimalText(exact as Rational), unit: source.unit,
      from: first as string, to: last === undefined || last === openEnd ? null : (last as string), withheld: decimalText(kept as Rational),
      ...(parts === undefined ? {} : { shares: partsOf(rounded, toNumber(parts as Rational)) }),
    });
  }
  return { amounts, missing, nothing };
};
