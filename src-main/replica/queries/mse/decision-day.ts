import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { ActBody } from '../../../../shared/domain/mse/act-body.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import { findDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';

/** The day from which the decision of an examination holds, and whose rules of age and terms apply: `today`; of a correction, which says what should have been said, the day of the act that it corrects: a misprint lengthens no term. */
export const decisionDayOf = (replica: Replica, { basis }: Pick<Assessment, 'basis'>, today: PlainDate): PlainDate => {
  const cited = basis.kind === 'correction' && basis.act !== null ? findDocument(replica, 'acts', basis.act) : undefined;
  return cited ? (JSON.parse(cited.body) as Pick<ActBody, 'decision'>).decision.from : today;
};
