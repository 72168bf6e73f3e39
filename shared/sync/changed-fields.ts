import { canonicalJson } from '../base/canonical-json.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The top-level fields of `after` that differ from `before` (all of them for a new document). Fields are never removed, they become null. */
export const changedFields = (before: Fields | undefined, after: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(after).filter(([key, value]) => before === undefined || !(key in before) || canonicalJson(before[key]) !== canonicalJson(value)));
