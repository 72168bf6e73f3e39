import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { findKeyFile, type KeyFile } from '../platform/key-file.ts';
import { sealToStaff } from '../platform/seal-to-staff.ts';
import { opensWith, rekeyFile } from '../store/rekey-file.ts';
import { checkPassword } from './check-password.ts';
import { findDeviceSetting } from './device-setting.ts';
import { getOffice, type Host } from './host-parts.ts';
import { lock } from './lock.ts';
import { openOffice } from './open-office.ts';
import { retireKept } from './retire-kept.ts';
import { saveKeyFile } from './save-key-file.ts';
import type { OpenedKeys } from './staff-keys.ts';
import { startCare } from './start-care.ts';

/**
 * The key file in which everybody of the office has `nextKey` beside the old one. Sealed to the signing keys that the encrypted replica holds; whoever is in the key file and
 * not in the replica is left out, and so is locked out by the new key.
 */
const withNextKey = (keys: KeyFile, signKeys: ReadonlyMap<string, string>, nextKey: Uint8Array): KeyFile => ({
  ...keys,
  staff: keys.staff.flatMap((staff) => {
    const signKey = findBase64urlBytes(signKeys.get(staff.login) ?? '');
    return signKey?.length === 32 ? [{ ...staff, sealed: toBase64url(sealToStaff(signKey, nextKey)) }] : [];
  }),
});

/**
 * Ends what {@link rekeyReplica} began, wherever it was cut off: the file gets the new key where it still has the old one, and the old wraps go, all in one step. Returns
 * the keys that open the file now. The replica must be closed. Errors: those of the storage; nothing is lost, it goes on at the next unlocking.
 */
export const settleRekey = (host: Host, opened: OpenedKeys): Result<OpenedKeys, AppError> => {
  if (!opened.nextKey) return ok(opened);
  const renewed = opensWith(host.files.replica, opened.nextKey);
  if (!renewed.ok) return renewed;
  if (!renewed.value) {
    const done = rekeyFile(host.files.replica, opened.dataKey, opened.nextKey);
    if (!done.ok) return done;
  }
  retireKept(host);
  const keys = findKeyFile(host.files.keys);
  if (!keys) return err({ type: 'StorageCorrupt', detail: 'keys.json' });
  const saved = saveKeyFile(host, { ...keys, staff: keys.staff.map((staff) => (staff.sealed === undefined ? staff : { ...staff, dataKey: null })) });
  if (!saved.ok) return saved;
  host.log('rekeyed');
  return ok({ dataKey: opened.nextKey, signKey: opened.signKey, sealed: true });
};

/**
 * session.rekey: a new data key for the replica, for the case that the old one may be known (somebody left, a copy of the disk was lost). First everybody's new wraps are
 * written beside the old, then the file is written anew, then the old wraps go: a kill at any place leaves a file that every password opens. Errors: WrongPassword, those of
 * the storage.
 */
export const rekeyReplica = async (host: Host, input: { readonly password: string }): Promise<Result<Record<never, never>, AppError>> => {
  const { replica, session } = getOffice(host);
  const checked = await checkPassword(host, session.login, input.password);
  if (!checked.ok) return checked;
  const keys = findKeyFile(host.files.keys);
  if (!keys) return err({ type: 'StorageCorrupt', detail: 'keys.json' });
  const nextKey = host.ids.random(32);
  const people = [...(findDeviceSetting(replica.db, 'device.staff') ?? []), ...(findDeviceSetting(replica.db, 'staff.waiting') ?? [])];
  const begun = saveKeyFile(host, withNextKey(keys, new Map(people.map((staff) => [staff.login, staff.signKey])), nextKey));
  if (!begun.ok) return begun;
  await lock(host);
  const settled = settleRekey(host, { ...checked.value, nextKey });
  const office = await openOffice(host, session.login, settled.ok ? settled.value.dataKey : checked.value.dataKey);
  host.problem = office.ok ? null : office.error;
  if (office.ok) {
    host.office = office.value;
    startCare(host, settled.ok ? settled.value.dataKey : checked.value.dataKey);
  }
  host.notices.tell('session');
  return settled.ok ? (office.ok ? ok({}) : office) : settled;
};
