import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { documentTable } from '../store/documents.ts';
import { listCaseRows } from './case-rows.ts';
import { listReleasable } from './releasable.ts';

type Room = ParsedInputOf<'case.list'>['room'];

/** Room → which cases are in it; ?1 is the office's district, ?2 who looks. */
const rooms = {
  mine: "body ->> '$.district' = ?1 AND body ->> '$.opened.by' = ?2 AND body ->> '$.status' <> 'transferredAway'",
  all: "body ->> '$.district' = ?1 AND ?2 <> '' AND body ->> '$.status' <> 'transferredAway'",
  returned: "body ->> '$.district' = ?1 AND ?2 <> '' AND body ->> '$.status' = 'returned'",
  review: "body ->> '$.district' = ?1 AND ?2 <> '' AND body ->> '$.status' = 'review'",
  transferred: "?2 <> '' AND (body ->> '$.status' = 'transferredAway' OR (body ->> '$.transferred.from' = ?1 AND body ->> '$.district' <> ?1))",
} as const satisfies Record<Room, string>;

/** case.list: the cases of a room, newest change first. */
export const readCases = (host: Host, { room }: ParsedInputOf<'case.list'>): OutputOf<'case.list'> => {
  const { replica, certificate, session } = getOffice(host);
  return listCaseRows(replica, rooms[room], [certificate.area, session.staff]);
};

/** case.counts: how many are in each room, and what waits for a batch. */
export const readCaseCounts = (host: Host): OutputOf<'case.counts'> => {
  const { replica, certificate, session } = getOffice(host);
  const sums = (['mine', 'all', 'returned', 'review'] as const).map((room) => `coalesce(sum(${rooms[room]}), 0) AS "${room}"`);
  const counts = replica.db.find<{ mine: number; all: number; returned: number; review: number }>(
    `SELECT ${sums.join(', ')} FROM ${documentTable(replica, 'cases')} WHERE deleted = 0`, certificate.area, session.staff,
  );
  const batches = replica.db.find<{ count: number }>(`SELECT count(*) AS count FROM ${documentTable(replica, 'batches')} WHERE deleted = 0`);
  return { mine: 0, all: 0, returned: 0, review: 0, ...counts, toRelease: listReleasable(replica).cases.length, batches: batches?.count ?? 0 };
};
