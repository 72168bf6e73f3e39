import { toBase64url } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import type { DeviceId, StaffId } from '../../shared/base/ids.ts';
import { OfficeRoster, type SignedRoster } from '../../shared/sync/office-roster.ts';
import { versionAfter } from '../../shared/sync/merge-entry.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { Centre } from '../centre.ts';
import { inTransaction, type Db } from '../store/db.ts';
import { listAreaDevices, type Device } from '../store/devices.ts';
import { lockRoster, putRoster } from '../store/office-roster.ts';
import { listAreaKeys } from '../store/staff.ts';

/** Laptops of an office, as many as a roster and the readers of a letter can be. */
const mostDevices = 64;

/** The roster of an office as it is now, signed, and its number: the same one until something in it changes. After a restore from a backup numbers go on from a higher place, as versions do. */
export const makeRoster = (centre: Centre, { area, training }: Pick<Device, 'area' | 'training'>): Promise<SignedRoster & { readonly number: number }> =>
  inTransaction(centre.database, async (db: Db) => {
    const known = await lockRoster(db, { area, training });
    // A roster without the oldest is better than none for anybody.
    const devices = (await listAreaDevices(db, area)).filter((device) => !device.revoked && device.training === training).slice(-mostDevices);
    const ids = new Set(devices.map(({ id }) => id));
    const staff = (await listAreaKeys(db, area, '')).filter((row) => ids.has(row.device));
    const said = {
      v: 1 as const, area,
      devices: devices.map((device) => ({ device: device.id as DeviceId, name: device.name, classes: [...device.classes], signKey: toBase64url(device.signKey), readKey: toBase64url(device.readKey) })),
      staff: staff.map(({ device, staff: id, name, roles, key, until }) => ({ device: device as DeviceId, staff: id as StaffId, name, roles: [...roles], key, ...(until ? { until } : {}) })).sort((a, b) => (`${a.device}${a.staff}${a.key}` < `${b.device}${b.staff}${b.key}` ? -1 : 1)),
    };
    const content = centre.crypto.sha256(utf8(canonicalJson(said)));
    if (known && toBase64url(known.content) === toBase64url(content)) return known;
    const number = versionAfter(known?.number ?? 0, centre.epoch);
    const bytes = utf8(canonicalJson(OfficeRoster.parse({ ...said, number })));
    const signature = centre.crypto.sign(centre.keys.sign.privateKey, signedMessage('roster', bytes));
    await putRoster(db, { area, training }, { number, content, bytes, signature });
    return { number, bytes, signature };
  });
