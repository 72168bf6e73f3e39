import type { AppError, InputIssue } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import type { Member } from '../../../../shared/domain/mse/member.ts';
import type { Visit } from '../../../../shared/domain/mse/visit.ts';
import type { Staff } from '../../../../shared/domain/staff.ts';
import type { VisitInput } from '../../../../shared/ipc/mse-inputs.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import { listSittingsOn } from '../../queries/mse/sittings.ts';
import { findDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';
import { checkAssessmentAction } from './check-assessment-action.ts';

/** The examination, the other sittings of that day, the people of this laptop, and how many members decide. */
type Loaded = { readonly found: Assessment | undefined; readonly sittings: readonly Visit[]; readonly staff: readonly Staff[]; readonly quorum: number };

const sameplace = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

const membersOf = (input: VisitInput, staff: readonly Staff[]): Member[] =>
  input.members.flatMap((member) => {
    const person = staff.find((one) => one.id === member.staff && (one.roles.includes('chair') || (one.roles.includes('commissionMember') && !member.chair)));
    return person ? [{ ...member, name: person.name, signKey: person.signKey }] : [];
  });

/** What is wrong with a sitting: too few members, not one chair, somebody without the role, a member who sits elsewhere that day, a day gone by. */
const visitIssues = (input: VisitInput, members: readonly Member[], { sittings, quorum }: Loaded, today: string): InputIssue[] => {
  const issues: InputIssue[] = [];
  if (input.day < today) issues.push({ path: 'day', code: 'past' });
  if (members.length < input.members.length) issues.push({ path: 'members', code: 'notMember' });
  if (new Set(members.map((member) => member.staff)).size < members.length) issues.push({ path: 'members', code: 'twice' });
  if (input.members.length < quorum) issues.push({ path: 'members', code: 'noQuorum', params: { quorum } });
  if (members.filter((member) => member.chair).length !== 1) issues.push({ path: 'members', code: 'oneChair' });
  for (const member of members) {
    const elsewhere = sittings.find((sitting) => !sameplace(sitting.place, input.place) && sitting.members.some((one) => one.staff === member.staff));
    if (elsewhere) issues.push({ path: 'members', code: 'memberElsewhere', params: { name: member.name, place: elsewhere.place } });
  }
  return issues;
};

/** The examination with its day, place and members, in the next turn of that sitting. InvalidInput for what `visitIssues` finds; else the errors of `checkAssessmentAction`. */
export const decideSchedule = (input: VisitInput, loaded: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  const checked = checkAssessmentAction(loaded.found, input.id, 'schedule', context);
  if (!checked.ok) return checked;
  const { found, to } = checked.value;
  const members = membersOf(input, loaded.staff);
  const issues = visitIssues(input, members, loaded, context.today);
  if (issues.length > 0) return err({ type: 'InvalidInput', issues });
  const taken = loaded.sittings.filter((sitting) => sameplace(sitting.place, input.place)).map((sitting) => sitting.slot);
  const visit: Visit = { day: input.day, place: input.place, fieldTrip: input.fieldTrip, slot: Math.max(0, ...taken) + 1, members };
  return ok([{ collection: 'assessments', before: found, after: { ...found, status: to, visit } }]);
};

/** assessment.schedule: day, place and members of an examination; again, to move it. */
export const scheduleAssessment = (host: Host, input: VisitInput): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const context = commandContext(host);
  const loaded = {
    found: findDocument(replica, 'assessments', input.id), sittings: listSittingsOn(replica, input.day, input.id), staff: findDeviceSetting(replica.db, 'device.staff') ?? [],
    quorum: getDated(host.mse().rules.quorum, input.day).value,
  };
  const decided = decideSchedule(input, loaded, context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'assessment.schedule', decided.value);
  return saved.ok ? ok({}) : saved;
};
