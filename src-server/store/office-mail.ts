import { versionAfter } from '../../shared/sync/merge-entry.ts';
import type { Db } from './db.ts';

/** A letter in the mailbox of an office: who wrote it and who brought it, when it was written by its own word, and the centre's epoch. */
export type NewMail = { readonly area: string; readonly device: string; readonly bringer: string; readonly hash: Uint8Array; readonly written: Date; readonly bytes: Uint8Array; readonly at: Date; readonly epoch: number };

/** True where the mailbox has this letter, or somebody brings it and there is a later one of its writer, who says in each all that is not known to have arrived. */
export const isMailOld = async (db: Db, mail: Pick<NewMail, 'area' | 'device' | 'bringer' | 'hash' | 'written'>): Promise<boolean> =>
  (await db.query('SELECT FROM office_mail WHERE area = $1 AND (hash = $3 OR (device = $2 AND written > $4 AND device <> $5)) LIMIT 1', [mail.area, mail.device, mail.hash, mail.written, mail.bringer])).rowCount !== 0;

/** Bytes of `device` in the mailbox that were written at `written` or later. */
export const mailBytes = async (db: Db, area: string, device: string, written: Date): Promise<number> =>
  (await db.query<{ sum: number | null }>('SELECT sum(octet_length(bytes))::bigint AS sum FROM office_mail WHERE area = $1 AND device = $2 AND written >= $3', [area, device, written])).rows[0]?.sum ?? 0;

/** Puts a letter in and takes its writer's earlier ones out, all of another time where the writer posts it. The counter stays locked until the transaction ends, so numbers are in the order of the commits; after a restore they go on from a higher place, as versions do, or a laptop would take new letters for those it had. */
export const insertMail = async (db: Db, mail: NewMail): Promise<void> => {
  const { rows } = await db.query<{ seq: number }>('INSERT INTO office_box (area, seq) VALUES ($1, $2) ON CONFLICT (area) DO UPDATE SET seq = greatest(office_box.seq + 1, $2) RETURNING seq', [mail.area, versionAfter(0, mail.epoch)]);
  await db.query('DELETE FROM office_mail WHERE area = $1 AND device = $2 AND (written < $3 OR (written > $3 AND device = $4))', [mail.area, mail.device, mail.written, mail.bringer]);
  await db.query('INSERT INTO office_mail (area, seq, device, bringer, hash, written, bytes, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING', [mail.area, rows[0]!.seq, mail.device, mail.bringer, mail.hash, mail.written, mail.bytes, mail.at]);
};

/** Letters that this laptop neither wrote nor brought, after number `after`, oldest first, and the sizes to choose by. */
export const listMail = async (db: Db, area: string, device: string, after: number): Promise<{ seq: number; size: number }[]> =>
  (await db.query<{ seq: number; size: number }>('SELECT seq, octet_length(bytes) AS size FROM office_mail WHERE area = $1 AND device <> $2 AND bringer <> $2 AND seq > $3 ORDER BY seq LIMIT 1000', [area, device, after])).rows;

export const readMail = async (db: Db, area: string, seqs: readonly number[]): Promise<{ seq: number; bytes: Uint8Array }[]> =>
  (await db.query<{ seq: number; bytes: Uint8Array }>('SELECT seq, bytes FROM office_mail WHERE area = $1 AND seq = ANY ($2::bigint[]) ORDER BY seq', [area, seqs])).rows;

/** Notes how far a laptop has taken the letters, and drops those that every laptop of the office has, and those that are older than `before`. */
export const takeMail = async (db: Db, { area, device, seq, before }: { readonly area: string; readonly device: string; readonly seq: number; readonly before: Date }): Promise<void> => {
  await db.query('INSERT INTO office_taken (device, area, seq) VALUES ($1, $2, $3) ON CONFLICT (device, area) DO UPDATE SET seq = excluded.seq', [device, area, seq]);
  await db.query(
    `DELETE FROM office_mail m WHERE m.area = $1 AND (m.at < $2 OR NOT EXISTS (
       SELECT FROM device d LEFT JOIN office_taken t ON t.device = d.id AND t.area = m.area WHERE d.area = m.area AND NOT d.revoked AND d.id NOT IN (m.device, m.bringer) AND coalesce(t.seq, 0) < m.seq))`, [area, before],
  );
};

/** Receipts of a device for the envelopes that these entries were judged in. */
export const listReceiptsOf = async (db: Db, device: string, numbers: readonly number[], limit: number): Promise<{ lines: string; receipt: Uint8Array; signature: Uint8Array }[]> =>
  (await db.query<{ lines: string; receipt: Uint8Array; signature: Uint8Array }>(
    `SELECT v.lines, v.receipt, v.signature FROM envelope v WHERE v.device = $1
     AND v.hash IN (SELECT e.envelope FROM entry e WHERE e.device = $1 AND e.number = ANY ($2::bigint[])) ORDER BY v.at, v.first LIMIT $3`, [device, numbers, limit],
  )).rows;

/** Of these entries of a device those that the centre has answered for, and whether it put them aside. One that waits for its release is not among them: it is answered for once it comes again. */
export const listAnswered = async (db: Db, device: string, numbers: readonly number[]): Promise<{ number: number; aside: boolean }[]> =>
  (await db.query<{ number: number; aside: boolean }>("SELECT number, result = 'quarantined' AS aside FROM entry WHERE device = $1 AND number = ANY ($2::bigint[]) AND why IS DISTINCT FROM 'notReleased' ORDER BY number", [device, numbers])).rows;
