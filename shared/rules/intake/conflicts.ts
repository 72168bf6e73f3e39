import type { Determination } from '../determination.ts';
import type { Rules } from '../load/rules.ts';
import { resultOf } from '../result-of.ts';
import type { Certainty } from '../schema/certainty.ts';
import type { Words } from '../schema/words.ts';

/** Something that a decision in force gives: its programme, its number, what it pays a month in tenge. */
export type Entitlement = { readonly programme: string; readonly number: string; readonly monthly: string };

/** Another payment that the law does not give together with this one. `number`: of the decision that gives it; null where it is applied for in this case too. */
export type Conflict = { readonly programme: string; readonly title: Words; readonly text: Words; readonly citation: string; readonly certainty: Certainty; readonly monthly: string; readonly number: string | null };

type Given = { readonly id: string; readonly determination: Determination | null };

/** What the law says of two payments together: the row of either of them that names the other. */
const findRow = (rules: Rules, one: string, other: string) =>
  rules.programmes.get(one)?.source.incompatible.find(({ programme }) => programme === other) ?? rules.programmes.get(other)?.source.incompatible.find(({ programme }) => programme === one);

/** For each programme that would be paid: what else is paid, here or by another decision, that excludes it, across all risks. Pure. */
export const findConflicts = (rules: Rules, given: readonly Given[], entitled: readonly Entitlement[]): ReadonlyMap<string, readonly Conflict[]> => {
  const here = given.flatMap(({ id, determination }) => (determination?.outcome === 'entitled' ? [{ programme: id, number: null, monthly: resultOf(determination) ?? '0' }] : []));
  const found = new Map<string, Conflict[]>();
  for (const { programme: id } of here) {
    const conflicts = [...here, ...entitled].flatMap((other): Conflict[] => {
      const row = other.programme === id ? undefined : findRow(rules, id, other.programme);
      const title = rules.programmes.get(other.programme)?.source.title;
      return row && title ? [{ ...other, title, text: row.text, citation: row.source, certainty: row.certainty }] : [];
    });
    if (conflicts.length > 0) found.set(id, conflicts);
  }
  return found;
};
