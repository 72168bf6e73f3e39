import { applicationDay } from '../../../../shared/domain/application-day.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import type { OutputOf, ParsedInputOf } from '../../../../shared/ipc/contract.ts';
import type { ReviewRow } from '../../../../shared/ipc/review-rows.ts';
import { changedFacts } from '../../../../shared/rules/desk/changed-facts.ts';
import { decisionDeadline } from '../../../../shared/rules/desk/decision-deadline.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { findLastLook } from '../../store/last-looks.ts';
import { readHistory } from '../history.ts';
import { formOfCase } from '../law-form.ts';
import { hasWorkedOn } from './own-work.ts';
import { reviewWarnings } from './review-warnings.ts';

/** Who typed in it, when last: each person once, the newest first. */
const enteredBy = (host: Host, found: Case): ReviewRow['entered'] => {
  const rows = readHistory(getOffice(host).replica.db, found).filter(({ command }) => command === 'case.open' || command === 'case.saveDraft');
  const newest = new Map(rows.map(({ byName, at }) => [byName, at]));
  return [...newest].map(([byName, at]) => ({ byName, at })).sort((a, b) => (a.at < b.at ? 1 : -1));
};

/** case.review: what stands beside a case for who reviews it. */
export const readReview = (host: Host, { id }: ParsedInputOf<'case.review'>): OutputOf<'case.review'> => {
  const { replica, session } = getOffice(host);
  const found = findDocument(replica, 'cases', id);
  if (!found || found.status === 'transferredAway') return { review: null };
  const look = findLastLook(replica.db, session.staff, id);
  const today = host.clock.today();
  const isOpen = found.status === 'review' || found.status === 'returned';
  return {
    review: {
      due: isOpen ? decisionDeadline(host.mse().rules, applicationDay(found), found.facts.claims ?? []) : null,
      lookedAt: look?.at ?? null,
      changes: look ? (changedFacts(look.seen, found) as NonNullable<ReviewRow['changes']>) : null,
      warnings: found.status === 'review' ? reviewWarnings(host, found, formOfCase(host, found, today), hasWorkedOn(replica.db, found, session.staff)) : [],
      entered: enteredBy(host, found),
      aside: found.aside ? { until: found.aside.until, reason: found.aside.reason, byName: found.aside.byName } : null,
      assignedTo: found.assigned?.toName ?? null,
    },
  };
};
