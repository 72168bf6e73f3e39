import type { AppError } from '../../../../shared/base/app-error.ts';
import type { ActId, ProgrammeId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { ActBody } from '../../../../shared/domain/mse/act-body.ts';
import type { Programme } from '../../../../shared/domain/mse/programme.ts';
import { carryOver } from '../../../../shared/rules/mse/carry-over.ts';
import { verifyAct } from '../../../../shared/rules/mse/verify-act.ts';
import { actLawOf } from '../../queries/mse/act-law.ts';
import { listProgrammesOf } from '../../queries/mse/programmes.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';

type Loaded = { readonly body: ActBody; readonly programmes: readonly Programme[]; readonly id: ProgrammeId };

/**
 * The programme of an act, with what is open in the person's programme before, which it closes. Errors: Conflict{what:'programme'} where the act has one; RuleRefused{rule:'measuresNotEvaluated'} where
 * something of the programme before is at an end and nobody has said what it reached: that is said at the next examination, or never.
 */
export const decideOpenProgramme = ({ body, programmes, id }: Loaded, context: CommandContext, newId: () => string): Result<DocumentChange[], AppError> => {
  if (programmes.some((one) => one.act === body.id)) return err({ type: 'Conflict', what: 'programme', id: body.id });
  const before = programmes.find((one) => one.closed === null);
  if (before?.measures.some(({ status, outcome }) => (status === 'done' || status === 'notDone') && outcome === null)) return err({ type: 'RuleRefused', rule: 'measuresNotEvaluated', citation: null });
  const { closed, carried } = before ? carryOver(before, body.decision.from, newId) : { closed: [], carried: [] };
  const after: Programme = {
    id, personId: body.person.id, district: body.district, act: body.id, previous: before?.id ?? null, from: body.decision.from, until: body.decision.until, measures: carried, opened: context.step, closed: null,
  };
  return ok([...(before ? [{ collection: 'programmes', before, after: { ...before, measures: closed, closed: context.step } } as const] : []), { collection: 'programmes', before: undefined, after }]);
};

/** programme.open: the individual programme that goes with a signed act. Errors: NotFound, SignatureInvalid, RuleRefused{rule:'actNotSigned'}. */
export const openProgramme = (host: Host, input: { readonly act: ActId }): Result<{ id: ProgrammeId }, AppError> => {
  const { replica } = getOffice(host);
  const act = findDocument(replica, 'acts', input.act);
  if (!act) return err({ type: 'NotFound', what: 'act', id: input.act });
  const { body, faults } = verifyAct(host.crypto, act, actLawOf(host));
  if (!body || faults.length > 0) return err({ type: 'SignatureInvalid', what: 'act' });
  if (act.status !== 'signed') return err({ type: 'RuleRefused', rule: 'actNotSigned', citation: null });
  const id = host.ids.uuid() as ProgrammeId;
  const decided = decideOpenProgramme({ body, programmes: listProgrammesOf(replica, act.personId), id }, commandContext(host), host.ids.uuid);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'programme.open', decided.value);
  return saved.ok ? ok({ id }) : saved;
};
