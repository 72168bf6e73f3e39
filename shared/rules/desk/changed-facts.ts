import { canonicalJson } from '../../base/canonical-json.ts';
import type { Case } from '../../domain/case.ts';

/** One field of a case that is not as it was: `law.degree`, `note`, `claims`. Null: not known. */
export type ChangedFact = { readonly field: string; readonly before: unknown; readonly after: unknown };

/** Of a case what a reviewer reads, flat: the facts of the law one by one, the others by their names. */
const flat = ({ facts, risk, personId }: Case): Readonly<Record<string, unknown>> => {
  const { law = {}, origins: _, ...others } = facts;
  return { ...Object.fromEntries(Object.entries(law).map(([id, value]) => [`law.${id}`, value])), ...others, risk, personId };
};

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || (typeof value === 'object' && Object.keys(value!).length === 0);

/** What changed between two readings of a case, field by field, in the order of the form. Where a value came from is no change of it. Pure. */
export const changedFacts = (before: Case, after: Case): ChangedFact[] => {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...Object.keys(now), ...Object.keys(old)])].flatMap((field) => {
    const [was, is] = [isNothing(old[field]) ? null : old[field], isNothing(now[field]) ? null : now[field]];
    return canonicalJson(was as never) === canonicalJson(is as never) ? [] : [{ field, before: was, after: is }];
  });
};
