import type { AppError } from '../../../shared/base/app-error.ts';
import type { PersonId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { leadsBack } from '../../../shared/domain/leads-back.ts';
import { mergePersons, unmergePersons, type MergeField, type MergeSide } from '../../../shared/domain/merge-persons.ts';
import type { MergeRecord, Person } from '../../../shared/domain/person.ts';
import { listRivalMerges } from '../queries/rival-merges.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { documentTable, findDocument, plainDocument } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

type Merge = { readonly keep: PersonId; readonly other: PersonId; readonly take: readonly MergeField[] };
/** `cases`: all there are here of whose cases are to be moved, traces included. */
type Loaded = { readonly keep: Person | undefined; readonly other: Person | undefined; readonly cases: readonly Case[] };

/** True of a case that this office may still change: it has it, and not the trace of one that it gave away. */
const isHeld = (area: string) => (found: Case): boolean => found.district === area && found.status !== 'transferredAway';


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
  const before = { keep, other, cases: cases.filter(isHeld(context.area)) };
  return ok(changesOf(before, mergePersons(before, input.take, context.step)));
};

/**
 * The record must be merged (Conflict{what:'notMerged'}), and the one it leads to must not have been merged further: the last merge is undone first (RuleRefused{rule:'mergedFurther'}). Records that lead to each other in a ring have no
 * last merge: any may be undone. A case that the merge moved and that another district has now must come back before (RuleRefused{rule:'movedCaseAway'}), or it would stay with the wrong person there. What was undone before is undone
 * again for the cases that have stayed behind. `person` finds a record; `rivals`: merges of this one that lost a dispute.
 */
export const decideUnmerge = (id: PersonId, { keep, other, cases, person, rivals = [] }: Loaded & { readonly person: (id: string) => Person | undefined; readonly rivals?: readonly MergeRecord[] | undefined }, context: CommandContext): Result<DocumentChange[], AppError> => {
  if (!other) return err({ type: 'NotFound', what: 'person', id });
  const isUndone = Boolean(other.merge?.undone);
  if (!isUndone && keep?.mergedInto && !leadsBack(person, keep.mergedInto, id)) return err({ type: 'RuleRefused', rule: 'mergedFurther', citation: null });
  const before = keep && { keep, other, cases: cases.filter(isHeld(context.area)) };
  const after = before && unmergePersons(before, context.step, rivals);
  if (!after) return err({ type: 'Conflict', what: 'notMerged', id });
  const isAway = cases.some((found) => !isHeld(context.area)(found) && found.personId === before.keep.id && after.other.merge!.cases.includes(found.id));
  return isAway && !isUndone ? err({ type: 'RuleRefused', rule: 'movedCaseAway', citation: null }) : ok(changesOf(before, after));
};

/** The cases of a person that are here, traces of those that were given away included. */
const casesOf = (replica: Replica, person: string): Case[] =>
  replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'cases')} WHERE deleted = 0 AND body ->> '$.personId' = ? ORDER BY id`, person)
    .map(({ body }) => plainDocument<Case>(body));

/** person.merge: two records become one; a supervisor decides, the machine never. Travels with the next batch. */
export const mergeTwoPersons = (host: Host, input: Merge): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const loaded = { keep: findDocument(replica, 'persons', input.keep), other: findDocument(replica, 'persons', input.other), cases: casesOf(replica, input.other) };
  const decided = decideMerge(input, loaded, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'person.merge', decided.value);
  return saved.ok ? ok({}) : saved;
};

/** person.unmerge: the record `id` stands for itself again, and has the cases back that it came with. */
export const unmergeTwoPersons = (host: Host, input: { readonly id: PersonId }): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const other = findDocument(replica, 'persons', input.id);
  const into = other?.mergedInto ?? other?.merge?.into;
  const keep = into ? findDocument(replica, 'persons', into) : undefined;
  const loaded = { keep, other, cases: keep ? casesOf(replica, keep.id) : [], person: (one: string) => findDocument(replica, 'persons', one), rivals: listRivalMerges(replica).get(input.id) };
  const decided = decideUnmerge(input.id, loaded, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'person.unmerge', decided.value);
  return saved.ok ? ok({}) : saved;
};
