import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { assessmentActions, assessmentAfter, type AssessmentAction } from '../../../../shared/domain/mse/assessment-actions.ts';
import type { AssessmentStatus } from '../../../../shared/domain/mse/assessment-status.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import type { CommandContext } from '../command-context.ts';

/** The examination, and the status that `action` leads to. Errors: NotFound; Conflict{what:'assessmentStatus'} where its status (or another district) does not allow it; NotAllowed where the roles do not. */
export const checkAssessmentAction = (found: Assessment | undefined, id: string, action: AssessmentAction, context: CommandContext): Result<{ readonly found: Assessment; readonly to: AssessmentStatus }, AppError> => {
  if (!found) return err({ type: 'NotFound', what: 'assessment', id });
  if (!(action in assessmentActions[found.status]) || found.district !== context.area) return err({ type: 'Conflict', what: 'assessmentStatus', id });
  const to = assessmentAfter(found.status, action, context.roles);
  return to ? ok({ found, to }) : err({ type: 'NotAllowed', action: `assessment.${action}` });
};
