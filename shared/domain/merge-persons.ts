import { z } from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import type { Case, CaseStep } from './case.ts';
import type { MergeRecord, Person } from './person.ts';

/** The fields that the kept record may take over from the one given up; district and household say whose the record is, not who the person is. */
export const mergeFields = [
  'iin', 'lastNameKk', 'firstNameKk', 'patronymicKk', 'lastNameRu', 'firstNameRu', 'patronymicRu', 'birthDate', 'sex', 'settlement', 'street', 'house', 'phone', 'work', 'contributions', 'disability',
] as const satisfies readonly (keyof Person)[];
export const MergeField = z.enum(mergeFields);
export type MergeField = z.infer<typeof MergeField>;

/** Two records and the cases of the second: as they are before a merge or after it. */
export type MergeSide = { readonly keep: Person; readonly other: Person; readonly cases: readonly Case[] };

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** The other's identifiers beside the kept one's, its ИИН where it is another: nothing by which the person was ever known is lost. */
const joinedIds = (keep: Person, other: Person, iin: string | null): Person['otherIds'] => {
  const lost = [keep.iin, other.iin].filter((one): one is string => one !== null && one !== iin).map((value) => ({ kind: 'iin', value }));
  const known = new Set<string>();
  return [...keep.otherIds, ...other.otherIds, ...lost].filter((id) => !known.has(canonicalJson(id)) && known.add(canonicalJson(id))).slice(0, 20);
};

const mostCases = 500;

/** A merge with the cases that others of the same record, into the same one, have moved beside its own. */
export const withCasesOf = (merge: MergeRecord, others: readonly MergeRecord[]): MergeRecord =>
  ({ ...merge, cases: [...new Set([...merge.cases, ...others.filter(({ into }) => into === merge.into).flatMap(({ cases }) => cases)])].slice(0, mostCases) });

/**
 * Two records of one person as one: `keep` takes the fields `take` from `other` and its identifiers, `other` becomes an alias that leads to it and holds what undoing
 * needs, its cases are the kept one's. Nothing is deleted. Pure.
 */
export const mergePersons = ({ keep, other, cases }: MergeSide, take: readonly MergeField[], step: CaseStep): MergeSide => {
  const taken = mergeFields.filter((field) => take.includes(field) && !same(keep[field], other[field]));
  const iin = taken.includes('iin') ? other.iin : keep.iin;
  const otherIds = joinedIds(keep, other, iin);
  const changed = [...taken, ...(same(otherIds, keep.otherIds) ? [] : (['otherIds'] as const))];
  const kept: Person = { ...keep, ...Object.fromEntries(taken.map((field) => [field, other[field]])), otherIds };
  const of = (person: Person) => Object.fromEntries(changed.map((field) => [field, person[field]])) as MergeRecord['before'];
  // Merged into the same record once before, undone or not: what has not gone back since stays to be given back.
  const merge = withCasesOf({ into: keep.id, merged: step, before: of(keep), taken: of(kept), cases: cases.map((found) => found.id), undone: null }, other.merge ? [other.merge] : []);
  return {
    keep: kept,
    other: { ...other, mergedInto: keep.id, merge },
    cases: cases.map((found) => ({ ...found, personId: keep.id })),
  };
};

/**
 * A merge taken back: `keep` has again what it had in every field that nobody has changed since, `other` stands for itself, and gets the cases it came with back.
 * The record of the merge stays, with who undid it. `cases` are those that the merge moved, as they are now; `rivals`: merges of the same record that lost a dispute with it, whose cases were moved too. Of a merge that was undone
 * before only the cases that have stayed behind go back. Undefined where `other` is not merged into `keep` and nothing has stayed.
 */
export const unmergePersons = ({ keep, other, cases }: MergeSide, step: CaseStep, rivals: readonly MergeRecord[] = []): MergeSide | undefined => {
  if (!other.merge || other.merge.into !== keep.id) return undefined;
  const merge = withCasesOf(other.merge, rivals);
  const returned = cases.filter((found) => merge.cases.includes(found.id) && found.personId === keep.id).map((found) => ({ ...found, personId: other.id }));
  if (merge.undone) {
    const isKnown = returned.every(({ id }) => other.merge!.cases.includes(id));
    return returned.length === 0 ? undefined : { keep, other: isKnown ? other : { ...other, merge: { ...merge, undone: step } }, cases: returned };
  }
  if (other.mergedInto !== keep.id) return undefined;
  // As it was then: the other record may have been changed since, in a district that has a case of theirs.
  const given: Partial<Person> = { ...other, ...merge.taken };
  const restored = mergeFields.filter((field) => field in merge.before && same(keep[field], given[field]));
  const oldIds = merge.before['otherIds'] as Person['otherIds'] | undefined;
  const joined = oldIds && joinedIds({ ...keep, ...(merge.before as Partial<Person>) }, other, 'iin' in merge.before ? other.iin : keep.iin);
  const merged = (merge.taken?.['otherIds'] as Person['otherIds'] | undefined) ?? joined;
  const own = new Set(oldIds?.map(canonicalJson));
  const brought = new Set(merged?.map(canonicalJson).filter((id) => !own.has(id)));
  return {
    keep: {
      ...keep,
      ...Object.fromEntries(restored.map((field) => [field, merge.before[field]])),
      ...(oldIds ? { otherIds: same(keep.otherIds, merged) ? oldIds : keep.otherIds.filter((id) => !brought.has(canonicalJson(id))) } : {}),
    },
    other: { ...other, mergedInto: null, merge: { ...merge, undone: step } },
    cases: returned,
  };
};
