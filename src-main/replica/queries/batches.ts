import { officeDay } from '../../../shared/base/office-day.ts';
import type { Batch } from '../../../shared/domain/batch.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import type { BatchRow } from '../../../shared/ipc/rows.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { documentTable, plainDocument } from '../store/documents.ts';
import { decidedParts } from './desk/decided-parts.ts';
import { listCaseRows } from './case-rows.ts';
import { listReleasable } from './releasable.ts';

type Count = { readonly batch: string; readonly waits: number; readonly aside: number };

/** batch.preview: what a signature now would release. */
export const readBatchPreview = (host: Host): OutputOf<'batch.preview'> => {
  const office = getOffice(host);
  const { cases, persons, entries, others = [] } = listReleasable(office.replica);
  const { rows } = listCaseRows(office, 'c.id IN (SELECT value FROM json_each(?))', [JSON.stringify(cases.map((found) => found.id))]);
  const approved = new Map(cases.map(({ id, approved: step, opened }) => [id as string, officeDay((step ?? opened).at)]));
  const shown = rows.map((row) => ({ ...row, approvedOn: approved.get(row.id)!, parts: decidedParts(office.replica, row.id) }));
  return { cases: shown, total: cases.length, persons: persons.length, entries: entries.length + others.length };
};

/** Batches that are listed where nobody says how many. */
const usualBatches = 1000;

/** batch.list: the newest `limit` of all, newest first, with how much of each the centre has taken and how much it put aside. What nobody here waits for has arrived: a batch of another laptop that came from the centre, and others' entries that it has answered for. Those of one signature are told as parts of it: one person signs once at a moment. */
export const readBatches = (host: Host, { limit = usualBatches }: ParsedInputOf<'batch.list'>): OutputOf<'batch.list'> => {
  const { replica } = getOffice(host);
  const counts = new Map(
    replica.db
      .list<Count>(`SELECT batch, sum(waits) AS waits, sum(aside) AS aside FROM (
         SELECT batch, receipt IS NULL AS waits, receipt IS NOT NULL AND result = 'quarantined' AS aside FROM journal UNION ALL SELECT batch, ended = 0, ended = 1 AND coalesce(result, '') = 'quarantined' FROM office_entry
       ) WHERE batch IS NOT NULL GROUP BY batch`)
      .map((count) => [count.batch, count]),
  );
  const table = documentTable(replica, 'batches');
  const batches = replica.db.list<{ body: string; n: number; of: number }>(
    `SELECT body, row_number() OVER (act ORDER BY id) AS n, count(*) OVER act AS of FROM ${table} WHERE deleted = 0
     WINDOW act AS (PARTITION BY body ->> '$.signed.by', body ->> '$.signed.at') ORDER BY id DESC LIMIT ?`, limit);
  const rows = batches.map(({ body, n, of }): BatchRow => {
    const batch = plainDocument<Batch>(body);
    const count = counts.get(batch.id);
    return {
      id: batch.id, number: batch.number, signedAt: batch.signed.at, signedByName: batch.signed.byName, part: of > 1 ? { n, of } : null, cases: batch.cases, persons: batch.persons,
      entries: batch.entries, received: batch.entries - (count?.waits ?? 0) - (count?.aside ?? 0), quarantined: count?.aside ?? 0,
    };
  });
  return { rows, total: replica.db.find<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE deleted = 0`)?.count ?? 0 };
};
