import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { KeyFile, StaffKeys } from '../platform/key-file.ts';
import { newKeyPair } from '../platform/raw-keys.ts';
import { passwordCost, stretchPassword } from '../platform/stretch-password.ts';
import { openFromStaff } from '../platform/seal-to-staff.ts';
import { findUnwrapped, wrapKey } from '../platform/wrap-key.ts';
import type { Host } from './host-parts.ts';

const bytesOf = (text: string): Uint8Array => {
  const bytes = findBase64urlBytes(text);
  if (!bytes) throw new TypeError('not base64url');
  return bytes;
};

/**
 * What the right password gives: the replica's data key and the person's signing key (Ed25519 seed). Never kept longer than it is used. `nextKey`: the data key that the
 * file is to be given, where that was begun; `sealed`: the data key is not wrapped by the password yet.
 */
export type OpenedKeys = { readonly dataKey: Uint8Array; readonly signKey: Uint8Array; readonly nextKey?: Uint8Array; readonly sealed?: true };

/** What is needed of a host to wrap keys. */
type Wrapper = Pick<Host, 'ids' | 'passwordCost'>;

/** Wraps `dataKey` and a new signing key for a member of staff by their password. */
export const makeStaffKeys = (host: Wrapper, login: string, password: string, dataKey: Uint8Array): Promise<StaffKeys> => {
  const pair = newKeyPair('ed25519');
  return wrapStaffKeys(host, { login, signPublic: toBase64url(pair.publicKey) }, password, { dataKey, signKey: pair.privateKey });
};

/** Wraps keys that are there already by a password, with a new salt. */
export const wrapStaffKeys = async ({ ids, passwordCost: cost = passwordCost }: Wrapper, { login, signPublic }: Pick<StaffKeys, 'login' | 'signPublic'>, password: string, keys: Pick<OpenedKeys, 'dataKey' | 'signKey'>): Promise<StaffKeys> => {
  const salt = ids.random(16);
  const key = await stretchPassword(password, salt, cost);
  return {
    login,
    salt: toBase64url(salt),
    cost,
    dataKey: toBase64url(wrapKey(key, `tirek/data-key/1/${login}`, ids.random(12), keys.dataKey)),
    signKey: toBase64url(wrapKey(key, `tirek/sign-key/1/${login}`, ids.random(12), keys.signKey)),
    signPublic,
  };
};

/** The keys of `login`, or undefined for a wrong password or an unknown login: the same work is done for both. */
export const findOpenedKeys = async (keys: KeyFile, login: string, password: string): Promise<OpenedKeys | undefined> => {
  const found = keys.staff.find((staff) => staff.login === login);
  // An unknown login is stretched against somebody else's salt and opened with the wrong purpose.
  const staff = found ?? keys.staff[0];
  if (!staff) return undefined;
  const key = await stretchPassword(password, bytesOf(staff.salt), staff.cost);
  const signKey = findUnwrapped(key, `tirek/sign-key/1/${login}`, bytesOf(staff.signKey));
  const wrapped = staff.dataKey === null ? undefined : findUnwrapped(key, `tirek/data-key/1/${login}`, bytesOf(staff.dataKey));
  if (!found || !signKey) return undefined;
  const sealed = found.sealed === undefined ? undefined : openFromStaff(signKey, bytesOf(found.sealed));
  if (wrapped) return sealed ? { dataKey: wrapped, signKey, nextKey: sealed } : { dataKey: wrapped, signKey };
  return sealed && { dataKey: sealed, signKey, sealed: true };
};
