import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { caseActions, statusAfter, type CaseAction } from '../../../shared/domain/case-actions.ts';
import type { CaseStatus } from '../../../shared/domain/case-status.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { CommandContext } from './command-context.ts';

/**
 * The case, and the status that `action` leads to. Errors: NotFound; Conflict{what:'caseStatus'} where the status (or a transfer) no longer allows the action;
 * NotAllowed where the person's roles do not.
 */
export const checkCaseAction = (found: Case | undefined, id: string, action: CaseAction, context: CommandContext): Result<{ readonly found: Case; readonly to: CaseStatus }, AppError> => {
  if (!found) return err({ type: 'NotFound', what: 'case', id });
  if (!(action in caseActions[found.status]) || found.district !== context.area) return err({ type: 'Conflict', what: 'caseStatus', id });
  const to = statusAfter(found.status, action, context.roles);
  return to ? ok({ found, to }) : err({ type: 'NotAllowed', action: `case.${action}` });
};
