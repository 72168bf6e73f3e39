import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { leadsBack } from '../../shared/domain/leads-back.ts';
import type { Role } from '../../shared/domain/staff.ts';

type Body = Readonly<Record<string, unknown>>;
type Actor = { readonly author: string; readonly roles: readonly Role[] };

const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);
const inOwnName = (step: unknown, author: string): boolean => typeof step === 'object' && step !== null && 'by' in step && step.by === author;

/** True where `actor` may change a person so: a caseworker or supervisor; what says that two records are one only a supervisor, in their own name. `person` finds another's record. */
export const mayChangePerson = (before: Body | undefined, after: Body, { author, roles }: Actor, person: (id: string) => Body | undefined): boolean => {
  if (same(before?.['mergedInto'], after['mergedInto']) && same(before?.['merge'], after['merge'])) return roles.includes('caseworker') || roles.includes('supervisor');
  const merge = after['merge'] as { readonly into?: unknown; readonly merged?: unknown; readonly undone?: unknown } | null | undefined;
  if (!roles.includes('supervisor') || !merge) return false;
  const undone = merge.undone ?? null;
  // Undone it leads nowhere; else it leads where it says, and never back to itself: two laptops may merge two records either way round.
  if (undone !== null) return (after['mergedInto'] ?? null) === null && inOwnName(undone, author);
  return after['mergedInto'] === merge.into && !leadsBack(person, merge.into, String(after['id'])) && inOwnName(merge.merged, author);
};

/** True where `person` was merged into `into`, with this case, and that was undone. */
const wasMerged = (person: Body | undefined, into: unknown, id: unknown): boolean => {
  const merge = person?.['merge'] as { readonly into?: unknown; readonly cases?: unknown; readonly undone?: unknown } | null | undefined;
  return Boolean(merge?.undone) && merge?.into === into && Array.isArray(merge?.cases) && merge.cases.includes(id);
};

/**
 * True where a case only changes its person, by a supervisor, to the record that its person was merged into, or back to the one it came with when that was undone. One that waited at its office goes both ways then, as it did there.
 * `person` finds a person's record.
 */
export const mayMoveCase = (before: Body | undefined, after: Body, { roles }: Actor, person: (id: string) => Body | undefined): boolean => {
  if (!before || !roles.includes('supervisor')) return false;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !same(before[field], after[field]));
  if (changed.join() !== 'personId') return false;
  const [from, to] = [person(String(before['personId'])), person(String(after['personId']))];
  return from?.['mergedInto'] === after['personId'] || wasMerged(to, before['personId'], after['id']) || wasMerged(from, after['personId'], after['id']);
};
