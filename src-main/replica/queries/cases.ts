import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { documentTable } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';
import { listCaseRows } from './case-rows.ts';
import { listTasks } from './find-task.ts';
import { queueIndex } from './desk/queue-index.ts';
import { maySeeDispute } from './may-decide.ts';
import { countReleasableCases } from './releasable.ts';

type Room = ParsedInputOf<'case.list'>['room'];

/** A draft that an act of the commission opened waits for whichever caseworker takes it up. */
const opened = (replica: Replica) => `c.body ->> '$.status' = 'draft' AND c.id IN (SELECT caseId FROM ${documentTable(replica, 'extracts')} WHERE deleted = 0)`;

/** Room → which cases are in it, as `listCaseRows` wants its conditions. */
const roomsOf = (replica: Replica) => ({
  // A worklist shows what is still under way; what is approved is found under all.
  mine: `c.body ->> '$.district' = w.area AND c.body ->> '$.status' IN ('draft', 'returned', 'review') AND (coalesce(c.body ->> '$.assigned.to', c.body ->> '$.opened.by') = w.me OR (${opened(replica)}))`,
  all: "c.body ->> '$.district' = w.area AND c.body ->> '$.status' <> 'transferredAway'",
  returned: "c.body ->> '$.district' = w.area AND c.body ->> '$.status' = 'returned'",
  review: "c.body ->> '$.district' = w.area AND c.body ->> '$.status' = 'review'",
  transferred: "c.body ->> '$.status' = 'transferredAway' OR (c.body ->> '$.transferred.from' = w.area AND c.body ->> '$.district' <> w.area)",
}) as const satisfies Record<Room, string>;

/** case.list: the cases of a room, newest change first. */
export const readCases = (host: Host, { room }: ParsedInputOf<'case.list'>): OutputOf<'case.list'> => listCaseRows(getOffice(host), roomsOf(getOffice(host).replica)[room], []);

/** case.counts: how many are in each room, and what waits for a batch. `queue`: all that the supervisor's queue shows, as it says itself; nothing to anybody else. */
export const readCaseCounts = (host: Host): OutputOf<'case.counts'> => {
  const { replica, certificate, session } = getOffice(host);
  const rooms = roomsOf(replica);
  const sums = (['mine', 'all', 'returned', 'review'] as const).map((room) => `coalesce(sum(${rooms[room]}), 0) AS "${room}"`);
  const counts = replica.db.find<{ mine: number; all: number; returned: number; review: number }>(
    `SELECT ${sums.join(', ')} FROM (SELECT ? AS area, ? AS me) w CROSS JOIN ${documentTable(replica, 'cases')} c WHERE c.deleted = 0`, certificate.area, session.staff,
  );
  const batches = replica.db.find<{ count: number }>(`SELECT count(*) AS count FROM ${documentTable(replica, 'batches')} WHERE deleted = 0`);
  const conflicts = listTasks(replica, 'open').filter(({ kind }) => maySeeDispute(kind, session.roles)).length;
  const queue = session.roles.includes('supervisor') ? queueIndex(host).counts.all : 0;
  return { conflicts, queue, mine: 0, all: 0, returned: 0, review: 0, ...counts, toRelease: countReleasableCases(replica), batches: batches?.count ?? 0 };
};
