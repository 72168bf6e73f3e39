import { toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { EnrolInput } from '../../../shared/ipc/inputs.ts';
import type { KeyPair } from '../../../shared/sync/crypto-port.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { EnrolReply, type EnrolRequest } from '../../../shared/sync/messages.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { emptyKeyFile, findKeyFile, type KeyFile } from '../platform/key-file.ts';
import { newKeyPair } from '../platform/raw-keys.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import type { Host } from '../session/host-parts.ts';
import { replicaSettings } from '../session/replica-settings.ts';
import { saveKeyFile } from '../session/save-key-file.ts';
import { clearReplica } from '../session/set-aside.ts';
import { findOpenedKeys, makeStaffKeys } from '../session/staff-keys.ts';
import { openReplica } from '../store/open-replica.ts';
import type { Replica } from '../store/replica.ts';
import { checkCertificate } from './check-certificate.ts';
import { post } from './post.ts';

const written = (pair: KeyPair) => ({ publicKey: toBase64url(pair.publicKey), privateKey: toBase64url(pair.privateKey) });

/** The data key of an enrolment that was begun and cut off, where the same people try again with the same passwords. */
const findBegunKey = async (keys: KeyFile, input: EnrolInput): Promise<Uint8Array | undefined> => {
  const sameStaff = keys.staff.length === input.staff.length && keys.staff.every((staff, index) => staff.login === input.staff[index]?.login);
  if (!sameStaff) return undefined;
  const opened = await Promise.all(input.staff.map((person) => findOpenedKeys(keys, person.login, person.password)));
  return opened.every((one) => one !== undefined) ? opened[0]?.dataKey : undefined;
};

const begin = async (host: Host, input: EnrolInput, found: KeyFile): Promise<Result<{ keys: KeyFile; dataKey: Uint8Array }, AppError>> => {
  const begun = await findBegunKey(found, input);
  if (begun) return ok({ keys: found, dataKey: begun });
  // Without a certificate the replica holds nothing yet; its key is lost with the key file that is written now.
  clearReplica(host);
  const dataKey = host.ids.random(32);
  const staff = [];
  for (const person of input.staff) staff.push(await makeStaffKeys(host, person.login, person.password, dataKey));
  const keys = { ...emptyKeyFile, staff };
  const saved = saveKeyFile(host, keys);
  return saved.ok ? ok({ keys, dataKey }) : saved;
};

/** The device's keys, made and on disk before the centre hears of them: a retry after a cut sends the same ones and gets the same certificate. */
const takeDeviceKeys = (replica: Replica): Result<{ sign: ReturnType<typeof written>; read: ReturnType<typeof written>; signer: Uint8Array }, AppError> => {
  const known = findDeviceSetting(replica.db, 'device.keys');
  const keys = known ?? { sign: written(newKeyPair('ed25519')), read: written(newKeyPair('x25519')) };
  const saved = known ? ok() : replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'device.keys', keys) });
  return saved.ok ? ok({ ...keys, signer: new Uint8Array(Buffer.from(keys.sign.privateKey, 'base64url')) }) : saved;
};

const askCentre = async (host: Host, input: EnrolInput, keys: KeyFile, replica: Replica): Promise<Result<KeyFile, AppError>> => {
  const device = takeDeviceKeys(replica);
  if (!device.ok) return device;
  const publics = new Map(keys.staff.map((staff) => [staff.login, staff.signPublic]));
  const staff = input.staff.map(({ login }) => ({ login, signKey: publics.get(login) ?? '' }));
  const request: EnrolRequest = { code: input.code, name: input.deviceName, signKey: device.value.sign.publicKey, readKey: device.value.read.publicKey, staff };
  const body = utf8(canonicalJson(request));
  const signature = toBase64url(host.crypto.sign(device.value.signer, signedMessage('enrol', body)));
  const url = input.serverUrl.replace(/\/+$/, '');
  const answer = await post(host, { url: `${url}/enrol`, body, headers: { 'content-type': 'application/json', 'x-tirek-signature': signature }, signal: new AbortController().signal });
  if (!answer.ok) return answer;
  const reply = findMessage(EnrolReply, answer.value);
  if (!reply) return err({ type: 'ServerNonsense', detail: 'enrol' });
  const checked = checkCertificate(host.crypto, reply, undefined);
  if (!checked.ok) return checked;
  const known = staff.flatMap((person) => reply.staff.filter(({ login }) => login === person.login).map((named) => ({ ...named, signKey: person.signKey })));
  if (known.length !== staff.length) return err({ type: 'ServerNonsense', detail: 'staff' });
  const saved = replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      putDeviceSetting(db, 'device.serverUrl', url);
      putDeviceSetting(db, 'device.certificate', { bytes: reply.certificate, signature: reply.signature });
      putDeviceSetting(db, 'device.staff', known);
    },
  });
  const { device: id, name, area, training } = checked.value;
  return saved.ok ? ok({ ...keys, device: { id, name, area, training } }) : saved;
};

const register = async (host: Host, input: EnrolInput): Promise<Result<Record<never, never>, AppError>> => {
  const logins = input.staff.map((person) => person.login);
  if (new Set(logins).size !== logins.length) return err({ type: 'InvalidInput', issues: [{ path: 'staff', code: 'loginTwice' }] });
  const found = findKeyFile(host.files.keys);
  if (!found) return err({ type: 'StorageCorrupt', detail: 'keys.json' });
  if (found.device) return err({ type: 'Conflict', what: 'device', id: found.device.id });
  const begun = await begin(host, input, found);
  if (!begun.ok) return begun;
  const { keys, dataKey } = begun.value;
  const opened = await openReplica(replicaSettings(host, dataKey));
  if (!opened.ok) return opened;
  try {
    const asked = await askCentre(host, input, keys, opened.value);
    if (!asked.ok) return asked;
    const saved = saveKeyFile(host, asked.value);
    if (!saved.ok) return saved;
    host.log('enrolled', { device: asked.value.device?.id ?? '' });
    host.notices.tell('session');
    return ok({});
  } finally {
    await opened.value.close();
  }
};

/**
 * device.enrol: makes the keys, registers this laptop with the centre and leaves it locked. A cut at any place is mended by trying again with the same code and
 * passwords. Names and roles come with the centre's answer. Errors: Conflict{what:'device'} where it is enrolled already, those of `post` (ServerRefused{badCode, usedCode, badStaff} …), ServerNonsense, SignatureInvalid, of the storage.
 */
export const enrol = async (host: Host, input: EnrolInput): Promise<Result<Record<never, never>, AppError>> => {
  // What follows is a first load: the thread that reads it starts, and rehearses, while somebody waits for the centre and logs in.
  host.decoder.prepare();
  const enrolled = await register(host, input);
  if (!enrolled.ok) host.decoder.rest();
  return enrolled;
};
