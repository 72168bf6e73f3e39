import type { AppError } from '../../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import { documentTable, findDocument, plainDocument } from '../documents.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import type { Replica } from '../replica.ts';
import { indexPerson, type SearchablePerson } from './person-index.ts';

/** Sequence of the newest written person. */
export const personSequence = (db: ReadableDb, table: string): number => db.find<{ n: number | null }>(`SELECT max(sequence) AS n FROM ${table}`)?.n ?? 0;

/** Notes that the persons written after sequence `after` are to be indexed later. */
export const openSearchGap = (db: WritableDb, after: number, until: number): void => {
  if (until > after) db.run('INSERT INTO search_gap (after, until) VALUES (?, ?) ON CONFLICT (after) DO UPDATE SET until = max(until, excluded.until)', after, until);
};

/** True where some persons are not searchable yet. */
export const hasSearchGap = (db: ReadableDb): boolean => db.find('SELECT 1 FROM search_gap LIMIT 1') !== undefined;

/** How many persons at most a name does not find yet (sequence numbers in gaps: some may have been written over since). */
export const countUnindexed = (db: ReadableDb): number => db.find<{ count: number | null }>('SELECT sum(until - after) AS count FROM search_gap')?.count ?? 0;

/** Makes up to `count` of the waiting persons searchable, in one transaction; says whether more wait. A person written again meanwhile is past the gap and indexed by that write. */
export const closeSearchGap = (replica: Replica, count: number): Result<boolean, AppError> => {
  const gap = replica.db.find<{ after: number; until: number }>('SELECT after, until FROM search_gap ORDER BY after LIMIT 1');
  replica.connection.checkpoints.spare(gap !== undefined);
  if (!gap) return ok(false);
  const table = documentTable(replica, 'persons');
  const rows = replica.db.list<{ sequence: number; deleted: number; body: string }>(`SELECT sequence, deleted, body FROM ${table} WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?`, gap.after, gap.until, count);
  const reached = rows.length < count ? gap.until : rows.at(-1)!.sequence;
  const saved = replica.commit({
    durability: 'normal',
    documents: [],
    sql: (db) => {
      for (const row of rows) if (row.deleted === 0) indexPerson(db, plainDocument<SearchablePerson>(row.body));
      db.run('DELETE FROM search_gap WHERE after = ?', gap.after);
      openSearchGap(db, reached, gap.until);
    },
  });
  if (!saved.ok) return saved;
  const more = hasSearchGap(replica.db);
  if (!more) replica.connection.checkpoints.spare(false);
  return ok(more);
};

type Found = { readonly id: string; readonly mergedInto: string | null };

/** The person with this ИИН (of a merged record the kept one, where that is here), one that is not searchable yet included. */
export const findPersonByIin = (replica: Replica, iin: string): string | undefined => {
  const known = replica.db.find<Found>('SELECT id, merged_into AS mergedInto FROM person_key WHERE iin = ? ORDER BY merged_into IS NOT NULL LIMIT 1', iin);
  const table = documentTable(replica, 'persons');
  const found = known ?? replica.db.find<Found>(`SELECT d.id, d.body ->> '$.mergedInto' AS mergedInto FROM search_gap g JOIN ${table} d ON d.sequence > g.after AND d.sequence <= g.until WHERE d.deleted = 0 AND d.body ->> '$.iin' = ? LIMIT 1`, iin);
  return found?.mergedInto && findDocument(replica, 'persons', found.mergedInto) ? found.mergedInto : found?.id;
};

/** Who lives in a household, by id, those who are not searchable yet included; at most `limit`. */
export const listHouseholdIds = (replica: Replica, household: string, limit: number): string[] => {
  const { db } = replica;
  const known = db.list<{ id: string }>('SELECT id FROM person_key WHERE household = ? ORDER BY id LIMIT ?', household, limit).map(({ id }) => id);
  if (!hasSearchGap(db)) return known;
  const waiting = db.list<{ id: string }>(`SELECT d.id FROM search_gap g JOIN ${documentTable(replica, 'persons')} d ON d.sequence > g.after AND d.sequence <= g.until WHERE d.deleted = 0 AND d.body ->> '$.householdId' = ? ORDER BY d.id LIMIT ?`, household, limit);
  return [...new Set([...known, ...waiting.map(({ id }) => id)])].sort().slice(0, limit);
};
