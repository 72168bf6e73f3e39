import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { ActingEnd } from '../../../../shared/sync/acting/acting-end.ts';
import type { ActingTerm } from '../../../../shared/sync/acting/acting-term.ts';
import { listTerms } from '../../session/acting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { commandContext, type CommandContext } from '../command-context.ts';
import { signActing } from './sign-acting.ts';

/** The end of an order, from now on. NotFound{order}; Conflict{order} where it has ended or its term is over; RuleRefused{actingAppoints} for somebody who acts under an order. */
export const decideEnd = (order: string, found: ActingTerm | undefined, acts: boolean, context: CommandContext): Result<ActingEnd, AppError> => {
  if (acts) return err({ type: 'RuleRefused', rule: 'actingAppoints', citation: null });
  if (!found) return err({ type: 'NotFound', what: 'order', id: order });
  if (found.ended || found.to < context.today) return err({ type: 'Conflict', what: 'order', id: order });
  const { by, byName, at } = context.step;
  return ok({ v: 1, kind: 'end', order, district: context.area, by, byName, at });
};

/** acting.end: a supervisor ends an order before its term. What was done under it stands. */
export const endActing = (host: Host, { order, password }: { readonly order: string; readonly password: string }): Promise<Result<Record<never, never>, AppError>> =>
  signActing(host, password, () => {
    const { replica, session } = getOffice(host);
    return decideEnd(order, listTerms(replica.db).find((term) => term.order === order), session.acting !== undefined, commandContext(host));
  });
