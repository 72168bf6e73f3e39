import type { Cursor } from '../../shared/sync/frame.ts';
import type { Db } from './db.ts';
import { covered } from './streams.ts';

/** What a device said it has read. `at`: Instant. */
export type SaidCursors = { readonly device: string; readonly at: string; readonly cursors: readonly Cursor[] };

/** No centre's epoch is higher, nor can its column be. What one device makes up must not cost what the others said in the same second. */
const mostEpoch = 2 ** 31 - 1;

/** Keeps what devices said, of each device once; a stream that is not theirs is passed over, and an epoch that cannot be. */
export const saveDeviceCursors = async (db: Db, said: readonly SaidCursors[]): Promise<void> => {
  const rows = said.flatMap(({ device, at, cursors }) => cursors.filter(({ epoch }) => epoch <= mostEpoch).map((cursor) => ({ device, at, ...cursor })));
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO device_cursor (device, stream, epoch, seq, at)
     SELECT DISTINCT ON (n.device, n.stream) n.device, n.stream, n.epoch, n.seq, n.at FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::timestamptz[]) AS n (device, stream, epoch, seq, at)
     JOIN stream s ON s.name = n.stream JOIN device d ON d.id = n.device AND ${covered}
     ON CONFLICT (device, stream) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, at = excluded.at`,
    [rows.map((row) => row.device), rows.map((row) => row.stream), rows.map((row) => row.epoch), rows.map((row) => row.seq), rows.map((row) => row.at)],
  );
};

/** How far a device has read, as it last said. */
export const listSaidCursors = async (db: Db, device: string): Promise<Cursor[]> =>
  (await db.query<Cursor>('SELECT stream, epoch, seq FROM device_cursor WHERE device = $1', [device])).rows;

/** One stream of one device. `behind`: items it has not said it has; `at`: when it last said, null for never. */
export type StreamLag = { readonly device: string; readonly stream: string; readonly seq: number; readonly behind: number; readonly at: Date | null };

const lagSql = `SELECT d.id AS device, s.name AS stream, s.seq, s.seq - CASE WHEN c.epoch = greatest(s.epoch, $1) THEN least(c.seq, s.seq) ELSE 0 END AS behind, c.at
  FROM device d JOIN stream s ON ${covered} LEFT JOIN device_cursor c ON c.device = d.id AND c.stream = s.name`;

/** Every stream of every device that is not revoked, in the centre's epoch. */
export const listStreamLags = async (db: Db, epoch: number): Promise<StreamLag[]> =>
  (await db.query<StreamLag>(`${lagSql} ORDER BY d.id, s.name`, [epoch])).rows;

/** What the metrics say of the database: no ids, no districts. */
export type Gauges = {
  readonly sessions: number;
  readonly devices: number;
  readonly revoked: number;
  readonly entriesAside: number;
  readonly lags: readonly { readonly kind: string; readonly devices: number; readonly behind: number; readonly most: number }[];
};

/** `lags`: per class of streams, how many are read, how many of these are behind, and the longest way that one has to go. */
export const readGauges = async (db: Db, epoch: number, now: Date): Promise<Gauges> => {
  const counts = await db.query<Omit<Gauges, 'lags'>>(
    `SELECT (SELECT count(*) FROM session WHERE expires >= $1) AS sessions, (SELECT count(*) FROM device WHERE NOT revoked) AS devices,
     (SELECT count(*) FROM device WHERE revoked) AS revoked, (SELECT count(*) FROM quarantine WHERE released IS NULL) AS "entriesAside"`, [now],
  );
  const lags = await db.query<Gauges['lags'][number]>(
    `SELECT split_part(stream, '/', 2) AS kind, count(*) AS devices, count(*) FILTER (WHERE behind > 0) AS behind, max(behind) AS most FROM (${lagSql}) AS lag GROUP BY 1 ORDER BY 1`, [epoch],
  );
  return { ...counts.rows[0]!, lags: lags.rows };
};
