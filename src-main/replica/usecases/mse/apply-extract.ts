import type { AppError } from '../../../../shared/base/app-error.ts';
import type { CaseId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import type { Decision } from '../../../../shared/domain/decision.ts';
import { findRenewal } from '../../queries/mse/extracts.ts';
import { putDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { decidedProgramme } from '../make-decision.ts';
import { humanNumber, nextCount } from '../next-number.ts';
import { saveChanges } from '../save-changes.ts';

/** `edition` is that of the rules in force here; `id` and `number` are for the new decision. */
type Loaded = { readonly found: Case | undefined; readonly renewal: ReturnType<typeof findRenewal>; readonly edition: string; readonly id: string; readonly number: string };

/**
 * The decision made anew on what the acts say now, replacing the one in force, or that one withdrawn where nothing that it rested on stands. Errors: NotFound, Conflict{what:'caseStatus'}, Conflict{what:'extract'} where nothing
 * differs (applied already), RuleRefused{rule:'factsDoNotFit'} where the programme cannot be computed with them.
 */
export const decideApplyExtract = (input: { readonly caseId: CaseId }, { found, renewal, edition, id, number }: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  if (!found) return err({ type: 'NotFound', what: 'case', id: input.caseId });
  if (found.status !== 'approved' || found.district !== context.area) return err({ type: 'Conflict', what: 'caseStatus', id: input.caseId });
  if (!renewal?.renewed) return err({ type: 'Conflict', what: 'extract', id: input.caseId });
  const { decision, renewed } = renewal;
  if (renewed.gone) return ok([{ collection: 'decisions', before: decision, after: { ...decision, withdrawn: context.step } }]);
  if (!renewed.made.parts) return err({ type: 'RuleRefused', rule: 'factsDoNotFit', citation: null });
  const after: Decision = {
    ...decision, id, district: context.area, number, asOf: context.today, edition, decided: context.step, replaces: decision.id, replacedBy: null, withdrawn: null,
    programmes: renewed.made.parts.map(({ programme, facts, made }) => decidedProgramme(programme, facts, made)),
  };
  return ok([{ collection: 'decisions', before: decision, after: { ...decision, replacedBy: id } }, { collection: 'decisions', before: undefined, after }]);
};

/** extract.apply: a supervisor takes the acts signed since into the decision of a case; both decisions stay, and go with the next batch. */
export const applyExtract = (host: Host, input: { readonly caseId: CaseId }): Result<Record<never, never>, AppError> => {
  const { replica, certificate } = getOffice(host);
  const context = commandContext(host);
  const count = nextCount(replica.db, 'number.decision', Number(context.today.slice(0, 4)));
  const found = findDocument(replica, 'cases', input.caseId);
  const decided = decideApplyExtract(input, { found, renewal: found && findRenewal(host, found), edition: host.rules().edition, id: host.ids.uuid(), number: humanNumber(count, certificate.device) }, context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'extract.apply', decided.value, (db) => {
    if (decided.value.length > 1) putDeviceSetting(db, 'number.decision', count);
  });
  return saved.ok ? ok({}) : saved;
};
