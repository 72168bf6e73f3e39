import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable } from '../../store/documents.ts';
import { isFollowed } from './followed-act.ts';
import { listReleasableMedical } from './releasable-medical.ts';

/** mse.counts: what waits in each room of the commission. */
export const readMseCounts = (host: Host): OutputOf<'mse.counts'> => {
  const { replica, session } = getOffice(host);
  const today = host.clock.today();
  const [assessments, acts, programmes, opinions] = (['assessments', 'acts', 'programmes', 'opinions'] as const).map((name) => documentTable(replica, name));
  const counts = replica.db.find<Omit<OutputOf<'mse.counts'>, 'toRelease'>>(
    `SELECT
      (SELECT count(*) FROM ${assessments} WHERE deleted = 0 AND status IN ('scheduled', 'signing') AND body ->> '$.visit.day' = ?) AS today,
      (SELECT count(*) FROM ${assessments} WHERE deleted = 0 AND status = 'referred') AS waiting,
      (SELECT count(*) FROM ${assessments} WHERE deleted = 0 AND status = 'signing') AS signing,
      (SELECT count(*) FROM ${opinions} WHERE deleted = 0 AND expert = ? AND body ->> '$.given' IS NULL) AS opinions,
      (SELECT count(*) FROM ${acts} a WHERE deleted = 0 AND status = 'signed' AND until > '' AND until <= ?
        AND NOT ${isFollowed(documentTable(replica, 'acts'))}) AS overdue,
      (SELECT count(*) FROM ${acts} WHERE deleted = 0) AS acts,
      (SELECT count(*) FROM ${programmes} WHERE deleted = 0 AND body ->> '$.closed' IS NULL) AS programmes`,
    today, session.staff, today);
  return { today: 0, waiting: 0, signing: 0, opinions: 0, overdue: 0, acts: 0, programmes: 0, ...counts, toRelease: listReleasableMedical(replica).length };
};
