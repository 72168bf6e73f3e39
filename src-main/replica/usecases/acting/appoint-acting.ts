import type { AppError, InputIssue } from '../../../../shared/base/app-error.ts';
import { wholeMonths } from '../../../../shared/base/date-steps.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { NewActing } from '../../../../shared/ipc/acting-rows.ts';
import type { ActingOrder } from '../../../../shared/sync/acting/acting-order.ts';
import { listOfficePeople, type OfficePerson } from '../../queries/office-people.ts';
import { findDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import { signActing } from './sign-acting.ts';

/** No leave is longer; who is away for good is replaced by the operator. */
const mostMonths = 12;

type Loaded = { readonly order: string; readonly people: readonly OfficePerson[]; /** Whoever appoints acts under an order themselves. */ readonly acts: boolean; /** The centre's program knows of no orders. */ readonly refused: boolean };

/**
 * The order. RuleRefused{actingAppoints}: who acts under an order appoints nobody; {actingRefused}: the centre would put aside what is done under one; {actingSupervisor}: the person may review already. NotFound{staff}; InvalidInput{to: order, past, overYear;
 * dated: future}.
 */
export const decideAppoint = ({ staff, number, dated, from, to }: Omit<NewActing, 'password'>, { order, people, acts, refused }: Loaded, context: CommandContext): Result<ActingOrder, AppError> => {
  if (acts) return err({ type: 'RuleRefused', rule: 'actingAppoints', citation: null });
  if (refused) return err({ type: 'RuleRefused', rule: 'actingRefused', citation: null });
  const person = people.find((one) => one.id === staff);
  if (!person) return err({ type: 'NotFound', what: 'staff', id: staff });
  if (person.roles.includes('supervisor')) return err({ type: 'RuleRefused', rule: 'actingSupervisor', citation: null });
  const issues: InputIssue[] = [];
  if (dated > context.today) issues.push({ path: 'dated', code: 'future' });
  if (to < from) issues.push({ path: 'to', code: 'order' });
  else if (to < context.today) issues.push({ path: 'to', code: 'past' });
  else if (wholeMonths(from, to) >= mostMonths) issues.push({ path: 'to', code: 'overYear' });
  if (issues.length > 0) return err({ type: 'InvalidInput', issues });
  const { by, byName, at } = context.step;
  return ok({ v: 1, kind: 'appoint', order, district: context.area, number, dated, staff, staffName: person.name, from, to, by, byName, at });
};

/** acting.appoint: a supervisor's signed order; whoever it names reviews and approves in its term, from their next unlocking on, and never their own work. */
export const appointActing = (host: Host, { password, ...order }: NewActing): Promise<Result<Record<never, never>, AppError>> =>
  signActing(host, password, () => {
    const { replica, session, certificate } = getOffice(host);
    const loaded = { order: host.ids.uuid(), people: listOfficePeople(replica.db, certificate.device), acts: session.acting !== undefined, refused: findDeviceSetting(replica.db, 'acting.refused') === true };
    return decideAppoint(order, loaded, commandContext(host));
  });
