import type { Instant } from '../../shared/base/instant.ts';
import { arrayText } from './array-text.ts';
import type { Db } from './db.ts';

/** An entry by the device that made it and its number there. */
export type EntryKey = readonly [device: string, number: number];

/** What {@link listEntryAreas} is keyed by. */
export const entryKeyOf = ([device, number]: EntryKey): string => `${device} ${number}`;

/** Entry → the district its device worked in when it wrote it: that of today, or of a stay before. An entry of a device that is not known is left out. */
export const listEntryAreas = async (db: Db, entries: readonly EntryKey[]): Promise<Map<string, string>> => {
  if (entries.length === 0) return new Map();
  const distinct = [...new Map(entries.map((entry) => [entryKeyOf(entry), entry])).values()];
  const { rows } = await db.query<{ device: string; number: number; area: string }>(
    `SELECT w.device, w.number, coalesce((SELECT s.area FROM device_stay s WHERE s.device = w.device AND s.last >= w.number ORDER BY s.last LIMIT 1), d.area) AS area
     FROM unnest($1::text[], $2::bigint[]) AS w (device, number) JOIN device d ON d.id = w.device`,
    [distinct.map(([device]) => device), arrayText(distinct.map(([, number]) => number))],
  );
  return new Map(rows.map(({ device, number, area }) => [entryKeyOf([device, number]), area]));
};

/**
 * Notes that a device leaves its district for `area`, as it is about to: all that the centre has of it, and what it says (`last`) it wrote besides, was written there. Of two stays that end with the same entry the first is where it was written. Returns the
 * number of the last entry there, undefined where the device is in `area` already.
 */
export const endStay = async (db: Db, device: string, { area, at, last = 0 }: { readonly area: string; readonly at: Instant; readonly last?: number | undefined }): Promise<number | undefined> => {
  const { rows } = await db.query<{ area: string; last: number }>(
    'UPDATE device d SET placed = $4, stayed = greatest(d.stayed, $3::bigint, (SELECT coalesce(max(number), 0) FROM entry WHERE device = $1)) FROM device AS was WHERE d.id = $1 AND was.id = $1 AND was.area <> $2 RETURNING was.area, d.stayed AS last', [device, area, last, at],
  );
  if (!rows[0]) return undefined;
  await db.query('INSERT INTO device_stay (device, last, area) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [device, rows[0].last, rows[0].area]);
  return rows[0].last;
};

/** Milliseconds since 1970: since when the device is in its district, as far as this centre knows. */
export const getPlacedAt = async (db: Db, device: string): Promise<number> => (await db.query<{ at: Date }>('SELECT coalesce(placed, enrolled) AS at FROM device WHERE id = $1', [device])).rows[0]!.at.getTime();
