import type { Db } from './db.ts';

/** How much the centre holds; `receipts` are entries with a signed result. */
export type Counts = { readonly persons: number; readonly cases: number; readonly batches: number; readonly entries: number; readonly receipts: number; readonly quarantined: number; readonly envelopes: number; readonly devices: number };

export const countAll = async (db: Db): Promise<Counts> => {
  const documents = (collection: string) => `(SELECT count(*) FROM document WHERE collection = '${collection}')`;
  const { rows } = await db.query<Counts>(`SELECT ${documents('persons')} AS persons, ${documents('cases')} AS cases, ${documents('batches')} AS batches,
    (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM entry e JOIN envelope v ON v.device = e.device AND v.hash = e.envelope) AS receipts,
    (SELECT count(*) FROM quarantine) AS quarantined, (SELECT count(*) FROM envelope) AS envelopes, (SELECT count(*) FROM device) AS devices`);
  return rows[0]!;
};
