import type { AppError } from '../../../../shared/base/app-error.ts';
import type { StaffId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import type { ExpertsInput } from '../../../../shared/ipc/mse-inputs.ts';
import { blindFile } from '../../../../shared/rules/mse/blind-file.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import { askableExperts } from '../../queries/mse/reference.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';
import { checkAssessmentAction } from './check-assessment-action.ts';

type Loaded = { readonly found: Assessment | undefined; readonly person: Person | undefined; readonly askable: readonly StaffId[]; readonly experts: number };

/**
 * A pseudonymised file for each expert. Errors: those of `checkAssessmentAction` (as for a sitting); RuleRefused{rule:'notInAbsentia'}; Conflict{what:'experts'} where it was sent already; InvalidInput where the
 * experts are not as many as the rule wants, not different people, not of the commission's role, or sit in this very commission.
 */
export const decideSendToExperts = (input: ExpertsInput, { found: loaded, person, askable, experts }: Loaded, context: CommandContext, newId: () => string): Result<DocumentChange[], AppError> => {
  const checked = checkAssessmentAction(loaded, input.id, 'schedule', context);
  if (!checked.ok) return checked;
  const { found } = checked.value;
  if (!person) return err({ type: 'NotFound', what: 'person', id: found.personId });
  if (found.mode !== 'inAbsentia') return err({ type: 'RuleRefused', rule: 'notInAbsentia', citation: null });
  if (found.absentia) return err({ type: 'Conflict', what: 'experts', id: found.id });
  const wanted = new Set(input.experts);
  const known = [...wanted].every((id) => askable.includes(id));
  const sits = found.visit?.members.some((member) => wanted.has(member.staff)) ?? false;
  const code = wanted.size !== experts || wanted.size !== input.experts.length ? 'expertsCount' : !known ? 'notMember' : sits ? 'expertSits' : undefined;
  if (code) return err({ type: 'InvalidInput', issues: [{ path: 'experts', code, params: { experts } }] });
  const blind = newId();
  const names = [person.lastNameKk, person.firstNameKk, person.patronymicKk, person.lastNameRu, person.firstNameRu, person.patronymicRu, person.settlement, person.street];
  const file = blindFile(found, person, names, context.today);
  return ok([
    { collection: 'assessments', before: found, after: { ...found, absentia: { code: blind, experts: [...wanted] } } },
    ...[...wanted].map((expert): DocumentChange => ({ collection: 'opinions', before: undefined, after: { id: newId(), code: blind, expert, district: found.district, file, wanted: wanted.size, given: null } })),
  ]);
};

/** assessment.sendToExperts: the file goes to independent experts, without a name. */
export const sendToExperts = (host: Host, input: ExpertsInput): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const context = commandContext(host);
  const found = findDocument(replica, 'assessments', input.id);
  const loaded = { found, person: found && findDocument(replica, 'persons', found.personId), askable: askableExperts(replica.db).map(({ id }) => id), experts: getDated(host.mse().rules['absentia-experts'], context.today).value };
  const decided = decideSendToExperts(input, loaded, context, host.ids.uuid);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'assessment.sendToExperts', decided.value);
  return saved.ok ? ok({}) : saved;
};
