import type { Role } from '../../shared/domain/staff.ts';
import type { Instant } from '../../shared/base/instant.ts';
import type { Db } from './db.ts';

/** A member of staff on one device: the person is one per area and login, keys and roles are per device. `until`: when the key was taken away there, behind the entry with the number `last`. */
export type StaffKey = { readonly staff: string; readonly device: string; readonly key: string; readonly name: string; readonly roles: readonly Role[]; readonly until?: Instant | null; readonly last?: number | null };

/** The id of the person who has `login` in `area`, made from `newId` where the centre does not know them. */
export const getStaffId = async (db: Db, area: string, person: { login: string; name: string }, newId: string): Promise<string> => {
  await db.query('INSERT INTO staff (id, area, login, name) VALUES ($1, $2, $3, $4) ON CONFLICT (area, login) DO NOTHING', [newId, area, person.login, person.name]);
  const { rows } = await db.query<{ id: string }>('SELECT id FROM staff WHERE area = $1 AND login = $2', [area, person.login]);
  return rows[0]!.id;
};

/** Somebody whom the centre has lost comes back under the id that they had; where their login is another's meanwhile, by their id. */
export const admitStaff = async (db: Db, { id, area, login, name }: { readonly id: string; readonly area: string; readonly login: string; readonly name: string }): Promise<void> => {
  for (const known of [login, id]) await db.query('INSERT INTO staff (id, area, login, name) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [id, area, known, name]);
};

export const insertStaffKey = async (db: Db, row: StaffKey): Promise<void> => {
  await db.query('INSERT INTO staff_key (staff, device, key, name, roles) VALUES ($1, $2, $3, $4, $5)', [row.staff, row.device, row.key, row.name, row.roles]);
};

/** A key that a person has from now on; one that is there already becomes the newest, with these roles. One that was taken away stays so: who comes back comes with a new key, and the same word said again must not undo the later one. */
export const putStaffKey = async (db: Db, row: StaffKey): Promise<void> => {
  const { rowCount } = await db.query('SELECT FROM staff_key WHERE device = $1 AND staff = $2 AND key = $3 AND until IS NOT NULL', [row.device, row.staff, row.key]);
  if (rowCount !== 0) return;
  await db.query('DELETE FROM staff_key WHERE device = $1 AND staff = $2 AND key = $3', [row.device, row.staff, row.key]);
  await insertStaffKey(db, row);
};

/** Takes all keys of a person on a device away, and keeps the word by which that was done. */
export const endStaffKeys = async (db: Db, device: string, staff: string, word: { readonly at: Instant; readonly last: number; readonly bytes: Uint8Array; readonly signature: Uint8Array }): Promise<void> => {
  const kept = await db.query('INSERT INTO staff_left (device, staff, at, bytes, signature) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [device, staff, word.at, word.bytes, word.signature]);
  // Said again, it does not reach whoever has come back since.
  if (kept.rowCount === 0) return;
  await db.query('UPDATE staff_key SET until = $3, last = $4 WHERE device = $1 AND staff = $2 AND until IS NULL', [device, staff, word.at, word.last]);
};

/** The keys by which a person works on a device are another id's from now on, who is the same person in another district; as who they were they end behind the entry with the number `last`. */
export const moveStaffKeys = async (db: Db, device: string, [from, to]: readonly [from: string, to: string], { at, last }: { readonly at: Instant; readonly last: number }): Promise<void> => {
  await db.query('DELETE FROM staff_key n USING staff_key k WHERE n.device = $1 AND n.staff = $3 AND k.device = $1 AND k.staff = $2 AND k.key = n.key AND k.until IS NULL', [device, from, to]);
  await db.query('INSERT INTO staff_key (staff, device, key, name, roles) SELECT $3, device, key, name, roles FROM staff_key WHERE device = $1 AND staff = $2 AND until IS NULL ORDER BY number', [device, from, to]);
  await db.query('UPDATE staff_key SET until = $3, last = $4 WHERE device = $1 AND staff = $2 AND until IS NULL', [device, from, at, last]);
};

/** Somebody of a device, with their newest name and roles there; `left`: their key was taken away there. */
export type DeviceStaff = { readonly login: string; readonly id: string; readonly name: string; readonly roles: Role[]; readonly left: boolean };

/** Who works on the device, or did, by login. */
export const listDeviceStaff = async (db: Db, device: string): Promise<DeviceStaff[]> =>
  (await db.query<DeviceStaff>(
    `SELECT DISTINCT ON (s.login) s.login, s.id, coalesce(k.name, s.name) AS name, k.roles, k.until IS NOT NULL AS left FROM staff_key k JOIN staff s ON s.id = k.staff
     WHERE k.device = $1 ORDER BY s.login, k.until IS NOT NULL, k.number DESC`, [device],
  )).rows;

/** True where the centre knows somebody of `area` by this login. */
export const isLoginKnown = async (db: Db, area: string, login: string): Promise<boolean> =>
  (await db.query('SELECT FROM staff WHERE area = $1 AND login = $2', [area, login])).rowCount !== 0;

/** Every key of every member of staff of `area`, on devices that are not revoked or are `device` itself; a person's newest roles hold, whichever key they come with. */
export const listAreaKeys = async (db: Db, area: string, device: string): Promise<StaffKey[]> =>
  (await db.query<StaffKey>(
    `SELECT k.staff, k.device, k.key, k.until, k.last, coalesce(k.name, s.name) AS name, first_value(k.roles) OVER (PARTITION BY k.device, k.staff ORDER BY k.number DESC) AS roles
     FROM staff_key k JOIN staff s ON s.id = k.staff JOIN device d ON d.id = k.device WHERE s.area = $1 AND (NOT d.revoked OR d.id = $2)`,
    [area, device],
  )).rows;
