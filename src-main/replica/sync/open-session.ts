import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { laterStreams } from '../../../shared/domain/collection.ts';
import { taskKinds } from '../../../shared/domain/task-kinds.ts';
import { takesSums } from '../../../shared/sync/compare/compare-messages.ts';
import { takesFiles } from '../../../shared/sync/file-messages.ts';
import type { Certificate } from '../../../shared/sync/certificate.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { protocolVersions, SessionReply, type ChunkOffer, type SessionRequest } from '../../../shared/sync/messages.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { keepLeavings, hasStaffToTell } from '../session/staff-leavings.ts';
import { keepPassedStaff } from '../session/keep-passed-staff.ts';
import { keepTakenStaff } from '../session/keep-taken-staff.ts';
import { hasUnsaid, noteSaid, statementsToSay } from '../session/statements-to-say.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { countUnsent } from '../store/journal.ts';
import { listActing } from '../store/acting-orders.ts';
import { takeActing } from '../office/take-acting.ts';
import { showProgress } from './progress.ts';
import { askAdmission } from './ask-admission.ts';
import { checkCertificate, nonceOf } from './check-certificate.ts';
import { meetEpoch } from './meet-epoch.ts';
import { mostEntries } from './outbox.ts';
import { foreignAnswer, post } from './post.ts';
import { takeVerdicts } from './take-verdicts.ts';

/** Of one handshake; the rest go with the next. */
const mostStatements = 20;

/** Bytes of the first reply of a session; the link's speed is not known yet. */
const firstReply = 65_536;

/**
 * A session with the centre: `id` is its 16 raw bytes, `version` of the protocol, `number` of the last request in it, `maxBytes` of the next reply, `mostEntries` of the
 * next envelope, `notCarried` laptops of which the centre has refused what was carried, `offers` chunks that are still to be fetched, `sum` of its streams as the centre said it in the newest reply, `files` where the centre keeps files, `up` and `down` bytes of the handshake.
 */
export type Session = { readonly url: string; readonly id: Uint8Array; readonly version: number; number: number; maxBytes: number; mostEntries: number; readonly notCarried: Set<string>; offers: readonly ChunkOffer[]; sum?: string | undefined; readonly files: boolean; readonly up: number; readonly down: number };

type Welcome = { readonly reply: SessionReply; readonly id: Uint8Array; readonly certificate: Certificate; readonly bytes: number };

/** What the centre answered, checked. */
const welcome = (host: Host, answer: Awaited<ReturnType<typeof post>>): Result<Welcome, AppError> => {
  if (!answer.ok) return answer;
  const reply = findMessage(SessionReply, answer.value);
  const id = reply && findBase64urlBytes(reply.session);
  if (!reply || !id || !protocolVersions.some((version) => version === reply.version)) return foreignAnswer(host, 'session');
  const checked = checkCertificate(host.crypto, reply, getOffice(host).certificate);
  return checked.ok ? ok({ reply, id, certificate: checked.value, bytes: answer.value.length }) : checked;
};

/**
 * The handshake: says what holds for the whole session once, and keeps the renewed certificate (lease) and the centre's time. Errors: those of `post` and
 * `checkCertificate`, of the storage, NotEnrolled, ServerNonsense{detail: 'area'} where the centre has this laptop in another district and does not go by its proof.
 */
export const openSession = async (host: Host, signal: AbortSignal): Promise<Result<Session, AppError>> => {
  const office = getOffice(host);
  const url = findDeviceSetting(office.replica.db, 'device.serverUrl');
  if (url === undefined) return err({ type: 'NotEnrolled' });
  const statements = statementsToSay(office.replica.db, mostStatements);
  const untold = listActing(office.replica.db).filter(({ told }) => !told).slice(0, mostStatements).map(({ bytes, signature }) => ({ bytes, signature }));
  const request: SessionRequest = { orders: { after: findDeviceSetting(office.replica.db, 'acting.after') ?? 0, say: untold }, kinds: [...taskKinds], verdictsAfter: findDeviceSetting(office.replica.db, 'sync.verdict') ?? 0, device: office.certificate.device, versions: [...protocolVersions], takes: [...Object.keys(laterStreams), takesSums, takesFiles], nonce: nonceOf(host.ids.random), ...(statements.length > 0 ? { staff: statements } : {}) };
  const body = utf8(canonicalJson(request));
  const signature = toBase64url(host.crypto.sign(office.sign.privateKey, signedMessage('session', body)));
  const ask = () => post(host, { url: `${url}/session`, body, headers: { 'content-type': 'application/json', 'x-tirek-signature': signature }, signal });
  const first = await ask();
  const isUnknown = !first.ok && first.error.type === 'ServerRefused' && first.error.detail === 'unknownDevice';
  const welcomed = welcome(host, isUnknown && (await askAdmission(host, url, signal)) ? await ask() : first);
  // A centre that was restored may not know that this laptop has moved since the backup: nothing is exchanged with it as if it were elsewhere.
  const isElsewhere = welcomed.ok && welcomed.value.certificate.area !== office.certificate.area && findDeviceSetting(office.replica.db, 'device.moving')?.asked !== true;
  const isPlaced = isElsewhere && welcomed.value.reply.epoch > 1 && (await askAdmission(host, url, signal));
  const opened = isPlaced ? welcome(host, await ask()) : welcomed;
  if (!opened.ok) return opened;
  const { reply, id, certificate, bytes: down } = opened.value;
  if (isElsewhere && certificate.area !== office.certificate.area) return err({ type: 'ServerNonsense', detail: 'area' });
  host.link = 'up';
  const known = findDeviceSetting(office.replica.db, 'sync.epoch');
  // One of another district comes with the move alone: what is here is of this one.
  const newer = certificate.issued > office.certificate.issued && certificate.area === office.certificate.area;
  // The centre's time, from a certificate that was checked: whether it can be kept or not. An older one, replayed, would bring an old time with it.
  const memory = newer ? host.clock.trust(Date.parse(certificate.issued)) : undefined;
  const kept = office.replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      putDeviceSetting(db, 'sync.lastContactAt', reply.time);
      keepTakenStaff(db, reply.staff ?? []);
      keepLeavings(db, statements, reply.left);
      keepPassedStaff(db, reply.passed ?? []);
      noteSaid(db, statements);
      if (reply.experts) putDeviceSetting(db, 'mse.experts', reply.experts);
      if (reply.orders) takeActing(host, db, reply.orders.said, true);
      putDeviceSetting(db, 'files.taken', reply.files === true);
      putDeviceSetting(db, 'acting.after', reply.orders?.last ?? 0);
      putDeviceSetting(db, 'acting.refused', reply.orders === undefined);
      meetEpoch(db, reply.epoch);
      if (!memory) return;
      putDeviceSetting(db, 'device.certificate', { bytes: reply.certificate, signature: reply.signature });
      putDeviceSetting(db, 'clock.latest', memory.latest);
      putDeviceSetting(db, 'clock.offset', memory.offset);
    },
  });
  if (!kept.ok) return kept;
  if (newer) office.certificate = certificate;
  if (known !== undefined && reply.epoch > known) showProgress(host, { restored: true, entriesToSend: countUnsent(office.replica.db).released });
  if (reply.staff ?? reply.left ?? reply.passed) host.notices.tell('session');
  // Who works here must be known before what they wrote is handed in: at once, where the centre has to be told again, or of more than one handshake holds.
  const goesOn = (known !== undefined && reply.epoch > known) || hasUnsaid(office.replica.db);
  if (goesOn && hasStaffToTell(office.replica.db)) return openSession(host, signal);
  const judged = takeVerdicts(host, reply.verdicts ?? []);
  if (!judged.ok) return judged;
  return ok({ url, id, version: reply.version, number: 0, maxBytes: firstReply, mostEntries, notCarried: new Set(), offers: [], files: reply.files === true, up: body.length, down });
};
