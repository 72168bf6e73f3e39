import { existsSync } from 'node:fs';
import type { AppError } from '../../../shared/base/app-error.ts';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { Certificate } from '../../../shared/sync/certificate.ts';
import type { KeyPair } from '../../../shared/sync/crypto-port.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { openReplica } from '../store/open-replica.ts';
import type { Replica } from '../store/replica.ts';
import { findTerm } from './acting.ts';
import type { Host, Office } from './host-parts.ts';
import { findDeviceSetting, putDeviceSetting } from './device-setting.ts';
import { replicaSettings } from './replica-settings.ts';

const pairOf = (pair: { readonly publicKey: string; readonly privateKey: string }): KeyPair => ({ publicKey: findBase64urlBytes(pair.publicKey)!, privateKey: findBase64urlBytes(pair.privateKey)! });

const readOffice = (host: Host, replica: Replica, login: string): Office | undefined => {
  const staff = findDeviceSetting(replica.db, 'device.staff')?.find((person) => person.login === login);
  const keys = findDeviceSetting(replica.db, 'device.keys');
  const signed = findDeviceSetting(replica.db, 'device.certificate');
  const bytes = signed && findBase64urlBytes(signed.bytes);
  const certificate = bytes && findMessage(Certificate, bytes);
  if (!staff || !keys || !certificate) return undefined;
  host.clock.resume({ latest: findDeviceSetting(replica.db, 'clock.latest') ?? 0, offset: findDeviceSetting(replica.db, 'clock.offset') ?? 0 });
  const term = staff.roles.includes('supervisor') ? undefined : findTerm(host, replica.db, staff.id);
  const session = { staff: staff.id, login: staff.login, name: staff.name, roles: term ? [...staff.roles, 'supervisor' as const] : staff.roles, ...(term ? { acting: { order: term.order, number: term.number, to: term.to } } : {}) };
  return { replica, session, sign: pairOf(keys.sign), read: pairOf(keys.read), certificate };
};

/** Opens the replica with its data key and reads who `login` is. Errors: those of `openReplica`; StorageCorrupt where the file or the device's settings are missing. */
export const openOffice = async (host: Host, login: string, dataKey: Uint8Array): Promise<Result<Office, AppError>> => {
  // An enrolled laptop has a replica; making an empty one here would hide that it is gone (a restore that was cut off, a hand that deleted).
  if (!existsSync(host.files.replica)) return err({ type: 'StorageCorrupt', detail: 'missing' });
  const opened = await openReplica(replicaSettings(host, dataKey));
  if (!opened.ok) return opened;
  const office = readOffice(host, opened.value, login);
  const latest = host.clock.now();
  const kept = office && opened.value.commit({ durability: 'normal', documents: [], sql: (db) => putDeviceSetting(db, 'clock.latest', latest) });
  // A full or read-only disk still lets people read.
  if (kept && !kept.ok) host.log('latestTimeNotKept', { type: kept.error.type });
  if (office) return ok(office);
  const isTheirs = (person: { readonly login: string }): boolean => person.login === login;
  const waits = findDeviceSetting(opened.value.db, 'staff.waiting')?.some(isTheirs);
  // Their wraps came back with an older key file.
  const left = findDeviceSetting(opened.value.db, 'staff.left')?.some(isTheirs);
  await opened.value.close();
  return err(waits || left ? { type: 'RuleRefused', rule: waits ? 'staffWaiting' : 'staffLeft', citation: null } : { type: 'StorageCorrupt', detail: 'settings' });
};
