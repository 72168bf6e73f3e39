import type { AppError } from '../../../shared/base/app-error.ts';
import type { PersonId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { leadsBack } from '../../../shared/domain/leads-back.ts';
import { mergePersons, unmergePersons, type MergeField, type MergeSide } from '../../../shared/domain/merge-persons.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { documentTable, findDocument, plainDocument } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

type Merge = { readonly keep: PersonId; readonly other: PersonId; readonly take: readonly MergeField[] };
type Loaded = { readonly keep: Person | undefined; readonly other: Person | undefined; readonly cases: readonly Case[] };

const changesOf = (before: MergeSide, after: MergeSide): DocumentChange[] => [
  { collection: 'persons', before: before.keep, after: after.keep },
  // Persons before cases: the centre moves a case only to where its person already leads.
  { collection: 'persons', before: before.other, after: after.other },
  ...after.cases.map((found): DocumentChange => ({ collection: 'cases', before: before.cases.find(({ id }) => id === found.id), after: found })),
];

/** Both records must be there (NotFound) and stand for themselves (Conflict{what:'merged'}), and be two (RuleRefused{rule:'mergeSelf'}). */
export const decideMerge = (input: Merge, { keep, other, cases }: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  if (!keep || !other) return err({ type: 'NotFound', what: 'person', id: keep ? input.other : input.keep });
  if (keep.id === other.id) return err({ type: 'RuleRefused', rule: 'mergeSelf', citation: null });
  const merged = [keep, other].find((person) => person.mergedInto);
  if (merged) return err({ type: 'Conflict', what: 'merged', id: merged.mergedInto ?? merged.id });
  const before = { keep, other, cases };
  return ok(changesOf(before, mergePersons(before, input.take, context.step)));
};

/**
 * The record must be merged (Conflict{what:'notMerged'}), and the one it leads to must not have been merged further: the last merge is undone first (RuleRefused{rule:'mergedFurther'}). Records that lead to each other in a ring have no
 * last merge: any may be undone. `person` finds a record.
 */
export const decideUnmerge = (id: PersonId, { keep, other, cases, person }: Loaded & { readonly person: (id: string) => Person | undefined }, context: CommandContext): Result<DocumentChange[], AppError> => {
  if (!other) return err({ type: 'NotFound', what: 'person', id });
  if (keep?.mergedInto && !leadsBack(person, keep.mergedInto, id)) return err({ type: 'RuleRefused', rule: 'mergedFurther', citation: null });
  const before = keep && { keep, other, cases };
  const after = before && unmergePersons(before, context.step);
  return before && after ? ok(changesOf(before, after)) : err({ type: 'Conflict', what: 'notMerged', id });
};

/** The cases of a person that this office may still change: those it has, not the traces of those it gave away. */
const casesOf = (replica: Replica, person: string, area: string): Case[] =>
  replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'cases')} WHERE deleted = 0 AND body ->> '$.personId' = ? ORDER BY id`, person)
    .map(({ body }) => plainDocument<Case>(body)).filter((found) => found.district === area && found.status !== 'transferredAway');

/** person.merge: two records become one; a supervisor decides, the machine never. Travels with the next batch. */
export const mergeTwoPersons = (host: Host, input: Merge): Result<Record<never, never>, AppError> => {
  const { replica, certificate } = getOffice(host);
  const loaded = { keep: findDocument(replica, 'persons', input.keep), other: findDocument(replica, 'persons', input.other), cases: casesOf(replica, input.other, certificate.area) };
  const decided = decideMerge(input, loaded, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'person.merge', decided.value);
  return saved.ok ? ok({}) : saved;
};

/** person.unmerge: the record `id` stands for itself again. */
export const unmergeTwoPersons = (host: Host, input: { readonly id: PersonId }): Result<Record<never, never>, AppError> => {
  const { replica, certificate } = getOffice(host);
  const other = findDocument(replica, 'persons', input.id);
  const keep = other?.mergedInto ? findDocument(replica, 'persons', other.mergedInto) : undefined;
  const decided = decideUnmerge(input.id, { keep, other, cases: keep ? casesOf(replica, keep.id, certificate.area) : [], person: (one) => findDocument(replica, 'persons', one as PersonId) }, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'person.unmerge', decided.value);
  return saved.ok ? ok({}) : saved;
};
