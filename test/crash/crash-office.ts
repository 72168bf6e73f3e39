import { join } from 'node:path';
import { addRxPlugin, type RxJsonSchema } from 'rxdb';
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { toBase64url } from '../../shared/base/base64url.ts';
import type { DeviceId, StaffId } from '../../shared/base/ids.ts';
import type { Instant } from '../../shared/base/instant.ts';
import type { SessionInfo } from '../../shared/ipc/device-state.ts';
import type { Certificate } from '../../shared/sync/certificate.ts';
import { composeHost } from '../../src-main/replica/compose-host.ts';
import { writeKeyFile } from '../../src-main/replica/platform/key-file.ts';
import { newKeyPair } from '../../src-main/replica/platform/raw-keys.ts';
import { stretchPassword } from '../../src-main/replica/platform/stretch-password.ts';
import { wrapKey } from '../../src-main/replica/platform/wrap-key.ts';
import type { Host } from '../../src-main/replica/session/host-parts.ts';
import { replicaSettings } from '../../src-main/replica/session/replica-settings.ts';
import type { CollectionSchema } from '../../src-main/replica/store/collections/replica-collections.ts';
import { replicaCollections } from '../../src-main/replica/store/collections/replica-collections.ts';
import type { ReplicaSettings } from '../../src-main/replica/store/open-replica.ts';
import type { Replica } from '../../src-main/replica/store/replica.ts';

export const area = '636200000';
export const crashKey = Uint8Array.from({ length: 32 }, (_, at) => at * 3 + 1);
export const officePassword = 'crash-office';
const device = '01890000-0000-7000-8000-0000000c0001' as DeviceId;
const resources = join(import.meta.dirname, '../../resources');

addRxPlugin(RxDBAttachmentsPlugin);

/** Scanned papers: the collection with attachments, written by RxDB itself. */
const papersSchema = {
  version: 0, primaryKey: 'id', type: 'object', properties: { id: { type: 'string', maxLength: 36 }, title: { type: 'string' } }, required: ['id'], attachments: {},
} as unknown as RxJsonSchema<{ id: string }>;

const collections: Readonly<Record<string, CollectionSchema>> = { ...replicaCollections, attached: papersSchema };

const login = (name: string, number: number): SessionInfo => ({ staff: `01890000-0000-7000-8000-0000000d000${number}` as StaffId, login: name, name, roles: ['caseworker', 'supervisor'] });
export const [worker, chief] = [login('aigul', 1), login('bolat', 2)] as const;

/** A key file as enrolment leaves it, but with a password that is stretched little: each batch asks for it. */
export const prepareOffice = async (profile: string): Promise<Host> => {
  const host = composeHost({ profile, resources, rehearses: false });
  const cost = { memoryKiB: 8, passes: 1, lanes: 1 };
  const staff = [];
  for (const { login: name } of [worker, chief]) {
    const salt = host.ids.random(16);
    const key = await stretchPassword(officePassword, salt, cost);
    const pair = newKeyPair('ed25519');
    const wrap = (purpose: string, secret: Uint8Array) => toBase64url(wrapKey(key, `tirek/${purpose}/1/${name}`, host.ids.random(12), secret));
    staff.push({ login: name, salt: toBase64url(salt), cost, dataKey: wrap('data-key', crashKey), signKey: wrap('sign-key', pair.privateKey), signPublic: toBase64url(pair.publicKey) });
  }
  writeKeyFile(host.files.keys, { v: 1, device: { id: device, name: 'crash', area: area as never, training: true }, staff, failures: { byLogin: {}, other: 0, last: 0 } });
  return host;
};

/** The host of a profile that `prepareOffice` made, locked. */
export const composeOffice = (profile: string): Host => composeHost({ profile, resources, rehearses: false });

/** How its replica is opened; `unsafe`: without a save file. */
export const officeSettings = (host: Host, unsafe = false): ReplicaSettings => {
  const { keep, ...settings } = replicaSettings(host, crashKey);
  return { ...settings, collections, ...(keep && !unsafe ? { keep } : {}) };
};

/** Puts `session` at the laptop with an open replica: all use cases work. */
export const takeOffice = (host: Host, replica: Replica, session: SessionInfo): void => {
  const pair = { publicKey: new Uint8Array(32), privateKey: new Uint8Array(32) };
  const certificate = {
    v: 1, device, name: 'crash', area, classes: ['registry', 'casework'], training: true, issued: host.clock.instant(), lease: '2999-01-01T00:00:00.000Z' as Instant,
    serverSignKey: toBase64url(new Uint8Array(32)), serverReadKey: toBase64url(new Uint8Array(32)),
  } as unknown as Certificate;
  host.office = { replica, session, sign: pair, read: pair, certificate };
};
