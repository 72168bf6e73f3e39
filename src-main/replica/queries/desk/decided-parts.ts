import type { BatchPart } from '../../../../shared/rules/desk/batch-totals.ts';
import { isInForce } from '../../../../shared/domain/is-in-force.ts';
import type { Replica } from '../../store/replica.ts';
import { listDecisions } from '../decisions.ts';
import { sumOf } from './expected-sum.ts';

/** What the decision in force of a case gives, level by level; nothing for a case of an earlier version. */
export const decidedParts = (replica: Replica, caseId: string): BatchPart[] => {
  const decision = listDecisions(replica, caseId).find(isInForce);
  const amounts = decision?.programmes.flatMap((programme) => programme.amounts) ?? [];
  return ([1, 2, 3] as const).flatMap((level) => {
    const of = amounts.filter((amount) => amount.level === level);
    return of.length === 0 ? [] : [{ level, ...sumOf(of) }];
  });
};
