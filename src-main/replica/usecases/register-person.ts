import type { AppError } from '../../../shared/base/app-error.ts';
import type { PersonId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { certainDuplicate } from '../../../shared/domain/duplicate-score.ts';
import { personIssues } from '../../../shared/domain/person-issues.ts';
import type { RegisterInput } from '../../../shared/ipc/inputs.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDuplicates, type Candidate } from '../store/search/duplicate-candidates.ts';
import { findPersonByIin } from '../store/search/search-gaps.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { saveChanges } from './save-changes.ts';

/** Who of the registry has the same ИИН, or is like the person. */
type Known = { readonly sameIin: string | undefined; readonly similar: readonly Candidate[] };

/**
 * The new person, or why not: InvalidInput (ИИН that cannot be, a training ИИН outside training or a real one in it, a birth date ahead or before 1880, unknown district);
 * Conflict{what:'iin', id} where `sameIin` is already registered here; Conflict{what:'similar', id} where somebody so alike is registered that
 * a person must first say it is another (`dismissed`, kept in the record and so in the journal). An ИИН that disagrees with birth date or sex is no error (Resolution № 853).
 */
export const decideRegister = ({ dismissed, ...input }: RegisterInput, { sameIin, similar }: Known, id: PersonId, context: CommandContext): Result<DocumentChange[], AppError> => {
  const issues = personIssues(input, context);
  if (issues.length > 0) return err({ type: 'InvalidInput', issues });
  if (sameIin !== undefined) return err({ type: 'Conflict', what: 'iin', id: sameIin });
  const undecided = similar.find((candidate) => candidate.score >= certainDuplicate && !dismissed.includes(candidate.id as PersonId));
  if (undecided) return err({ type: 'Conflict', what: 'similar', id: undecided.id });
  const after = { ...input, id, ...(dismissed.length > 0 ? { notSame: dismissed } : {}), synthetic: context.training, otherIds: [], householdId: null, work: [], contributions: [], disability: null };
  return ok([{ collection: 'persons', before: undefined, after }]);
};

/** person.register: a new person of the registry, findable at once. */
export const registerPerson = (host: Host, input: RegisterInput): Result<{ id: PersonId }, AppError> => {
  const { db } = getOffice(host).replica;
  const same = input.iin === null ? undefined : findPersonByIin(getOffice(host).replica, input.iin);
  const id = host.ids.uuid() as PersonId;
  const decided = decideRegister(input, { sameIin: same, similar: findDuplicates(db, input) }, id, commandContext(host));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'person.register', decided.value);
  return saved.ok ? ok({ id }) : saved;
};
