import type { AppError } from '../../../../shared/base/app-error.ts';
import { toBase64url } from '../../../../shared/base/base64url.ts';
import type { ActId, CaseId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { ActBody } from '../../../../shared/domain/mse/act-body.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import { voteMessage, type Vote } from '../../../../shared/domain/mse/vote.ts';
import type { Staff } from '../../../../shared/domain/staff.ts';
import type { SignInput } from '../../../../shared/ipc/mse-inputs.ts';
import { judgeVotes } from '../../../../shared/rules/mse/judge-votes.ts';
import { actHash, verifyAct } from '../../../../shared/rules/mse/verify-act.ts';
import { findLossCaseAnywhere } from '../../queries/mse/extracts.ts';
import { actLawOf } from '../../queries/mse/act-law.ts';
import { checkPassword } from '../../session/check-password.ts';
import { findDeviceSetting, putDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { findLastHere } from '../../store/standing-person.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { humanNumber, nextCount } from '../next-number.ts';
import { saveChanges } from '../save-changes.ts';
import { checkAssessmentAction } from './check-assessment-action.ts';
import { tellPayers } from './tell-payers.ts';
import { voidLines } from './void-lines.ts';

/** The act, its words as they verify, its examination, and who wants to sign. */
type Loaded = { readonly act: Act; readonly body: ActBody; readonly assessment: Assessment | undefined; readonly signer: Staff | undefined };

/**
 * The member's word as it would be signed. Errors: NotAllowed for somebody who does not sit in this act, Conflict{what:'signed'} for a second word, InvalidInput for a dissent without its text; those of
 * `checkAssessmentAction`.
 */
export const decideVote = ({ act, body, assessment, signer }: Loaded, input: Pick<SignInput, 'vote' | 'dissent'>, context: CommandContext): Result<Omit<Vote, 'signature'>, AppError> => {
  const checked = checkAssessmentAction(assessment, act.assessment, 'sign', context);
  if (!checked.ok) return checked;
  if (act.status !== 'signing' || assessment?.act !== act.id) return err({ type: 'Conflict', what: 'actStatus', id: act.id });
  const member = body.members.find((one) => one.staff === signer?.id && one.signKey === signer.signKey);
  if (!member) return err({ type: 'NotAllowed', action: 'act.sign' });
  if (act.votes.some((vote) => vote.member === member.staff)) return err({ type: 'Conflict', what: 'signed', id: act.id });
  if (input.vote === 'against' && input.dissent.trim() === '') return err({ type: 'InvalidInput', issues: [{ path: 'dissent', code: 'required' }] });
  return ok({ member: member.staff, vote: input.vote, dissent: input.vote === 'against' ? input.dissent.trim() : '', at: context.step.at });
};

/** The act with one more signed vote, and what follows: adopted, it is in force; voted down, its numbers are void and the examination goes on. */
export const withVote = ({ act, body, assessment }: Loaded, vote: Vote, context: CommandContext, newId: () => string): DocumentChange[] => {
  const votes = [...act.votes, vote];
  const verdict = judgeVotes(body, votes);
  const status = verdict === 'adopted' ? 'signed' : verdict === 'rejected' ? 'rejected' : 'signing';
  const changes: DocumentChange[] = [{ collection: 'acts', before: act, after: { ...act, votes, status } }];
  if (status === 'signing' || !assessment) return changes;
  const after: Assessment = status === 'signed' ? { ...assessment, status: 'decided' } : { ...assessment, status: 'scheduled', act: null };
  return [...changes, { collection: 'assessments', before: assessment, after }, ...(status === 'rejected' ? voidLines(act, 'rejected', context, newId) : [])];
};

const ended = (saved: Result<void, AppError>, changes: readonly DocumentChange[]): Result<{ status: Act['status'] }, AppError> => (saved.ok ? ok({ status: (changes[0]?.after as Act).status }) : saved);

/**
 * act.sign: a member signs with their own secret, whoever unlocked the laptop. What is signed is verified first: nobody signs altered words. The
 * last signature tells those who pay (`tellPayers`) in its own transaction. Errors: NotFound, SignatureInvalid, those of `decideVote`,
 * WrongPassword, those of the storage.
 */
export const signAct = async (host: Host, input: SignInput & { readonly id: ActId }): Promise<Result<{ status: Act['status'] }, AppError>> => {
  const load = (): Result<Loaded, AppError> => {
    const { replica } = getOffice(host);
    const act = findDocument(replica, 'acts', input.id);
    if (!act) return err({ type: 'NotFound', what: 'act', id: input.id });
    const { body, faults } = verifyAct(host.crypto, act, actLawOf(host));
    if (!body || faults.length > 0) return err({ type: 'SignatureInvalid', what: 'act' });
    const signer = findDeviceSetting(replica.db, 'device.staff')?.find((one) => one.login === input.login);
    return ok({ act, body, assessment: findDocument(replica, 'assessments', act.assessment), signer });
  };
  const first = load();
  if (!first.ok) return first;
  const possible = decideVote(first.value, input, commandContext(host));
  if (!possible.ok) return possible;
  const opened = await checkPassword(host, input.login, input.password);
  if (!opened.ok) return opened;
  // The password took its time; whatever came in between is seen now.
  const loaded = load();
  if (!loaded.ok) return loaded;
  const context = commandContext(host);
  const words = decideVote(loaded.value, input, context);
  if (!words.ok) return words;
  const vote: Vote = { ...words.value, signature: toBase64url(host.crypto.sign(opened.value.signKey, voteMessage(actHash(host.crypto, loaded.value.act), words.value))) };
  const changes = withVote(loaded.value, vote, context, host.ids.uuid);
  if ((changes[0]?.after as Act).status !== 'signed') return ended(saveChanges(host, 'act.sign', changes), changes);
  const { replica, certificate } = getOffice(host);
  const count = nextCount(replica.db, 'number.case', Number(context.today.slice(0, 4)));
  const { act, body } = loaded.value;
  const newCase = { id: host.ids.uuid() as CaseId, number: humanNumber(count, certificate.device), personId: findLastHere(replica, body.person.id) };
  const told = tellPayers(host.rules(), host.mse().rules, body, actHash(host.crypto, act), { open: findLossCaseAnywhere(host, body.person.id), newCase }, context, host.ids.uuid);
  const opens = told.some(({ collection }) => collection === 'cases');
  return ended(saveChanges(host, 'act.sign', [...changes, ...told], (db) => {
    if (opens) putDeviceSetting(db, 'number.case', count);
  }), changes);
};
