import { describe, expect, it } from 'vitest';
import { assessmentActions, assessmentAfter, type AssessmentAction } from '../../../../shared/domain/mse/assessment-actions.ts';
import { AssessmentStatus } from '../../../../shared/domain/mse/assessment-status.ts';
import { Role } from '../../../../shared/domain/staff.ts';

describe('assessmentAfter', () => {
  it('leads from the referral to the decision by the right people only', () => {
    expect(assessmentAfter('referred', 'schedule', ['medicalRegistrar'])).toBe('scheduled');
    expect(assessmentAfter('scheduled', 'edit', ['medicalRegistrar'])).toBeUndefined();
    expect(assessmentAfter('scheduled', 'edit', ['commissionMember'])).toBe('scheduled');
    expect(assessmentAfter('scheduled', 'seal', ['commissionMember'])).toBeUndefined();
    expect(assessmentAfter('scheduled', 'seal', ['chair'])).toBe('signing');
    expect(assessmentAfter('signing', 'edit', ['chair'])).toBeUndefined();
    expect(assessmentAfter('signing', 'decide', ['commissionMember'])).toBe('decided');
  });
  it('lets nobody touch what is decided or refused, and nobody from outside the commission anything', () => {
    expect([assessmentActions.decided, assessmentActions.refused]).toEqual([{}, {}]);
    const outside = Role.options.filter((role) => !['medicalRegistrar', 'commissionMember', 'chair'].includes(role));
    for (const status of AssessmentStatus.options)
      for (const action of ['attach', 'schedule', 'edit', 'seal', 'sign', 'reopen', 'decide', 'refuse'] satisfies AssessmentAction[]) expect(assessmentAfter(status, action, outside)).toBeUndefined();
  });
});
