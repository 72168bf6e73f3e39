import { toBase64url } from '../../shared/base/base64url.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { takesFiles } from '../../shared/sync/file-messages.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { protocolVersions, SessionRequest, type RefusalCode, type SessionReply } from '../../shared/sync/messages.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { ReceiptLine } from '../../shared/sync/receipt.ts';
import type { SyncCentre } from '../centre.ts';
import { answerActing } from '../acting/answer-acting.ts';
import { makeCertificate } from '../enrol/make-certificate.ts';
import type { StaffKey } from '../store/staff.ts';
import { takeKinds } from './take-kinds.ts';
import { takeStaff } from './take-staff.ts';

const sessionHours = 12;

/** Everybody of a district who may sit in a commission, once, with the name they have. */
const expertsAmong = (keys: readonly StaffKey[]): { id: string; name: string }[] =>
  [...new Map(keys.filter(({ roles, until }) => !until && (roles.includes('commissionMember') || roles.includes('chair'))).map(({ staff, name }) => [staff, { id: staff, name }])).values()].slice(0, 200);

/** The handshake: the device proves its key, both agree on a version, the lease is renewed. */
export const openSession = async (centre: SyncCentre, body: Uint8Array, signature: Uint8Array): Promise<Result<SessionReply, RefusalCode>> => {
  const request = findMessage(SessionRequest, body);
  if (!request) return err('malformed');
  const device = await centre.store.tables.findDevice(request.device);
  if (!device) return err('unknownDevice');
  if (!centre.crypto.verify(device.signKey, signedMessage('session', body), signature)) return err('badSignature');
  if (device.revoked) return err('revoked');
  const common = protocolVersions.filter((version) => request.versions.includes(version));
  if (common.length === 0) return err('noCommonVersion');
  const id = centre.newSecret(16);
  const now = centre.milliseconds();
  const { staff, orders } = await centre.store.inTransaction(async (tables) => {
    await tables.insertSession({ id, device: device.id, now: new Date(now), expires: new Date(now + sessionHours * 3_600_000) });
    await tables.keepTakes(device.id, [...new Set(request.takes ?? [])].sort());
    await takeKinds(tables, device, request.kinds ?? [], centre.epoch);
    const staff = request.staff && (await takeStaff(centre, tables, device, request.staff));
    return { staff, orders: request.orders && (await answerActing(centre, tables, device, request.orders)) };
  });
  const certificate = makeCertificate(centre, device);
  const experts = request.takes?.includes('expert') && device.classes.includes('medical') ? expertsAmong(await centre.store.tables.listAreaKeys(device.area, device.id)) : undefined;
  const verdicts = request.verdictsAfter === undefined ? [] : (await centre.store.tables.listVerdicts(device.id, request.verdictsAfter)).map(({ id: number, lines, receipt, signature: signed }) => ({
    id: number, line: (JSON.parse(lines) as ReceiptLine[])[0]!, receipt: toBase64url(receipt), signature: toBase64url(signed),
  }));
  return ok({ session: toBase64url(id), version: Math.max(...common), epoch: centre.epoch, time: centre.now(), certificate: toBase64url(certificate.bytes), signature: toBase64url(certificate.signature), ...(centre.keepsFiles && request.takes?.includes(takesFiles) ? { files: true as const } : {}), ...(orders ? { orders } : {}), ...(experts ? { experts: experts as SessionReply['experts'] } : {}), ...(staff ? { staff: staff.taken as SessionReply['staff'] } : {}), ...(staff && staff.left.length > 0 ? { left: staff.left } : {}), ...(staff && staff.passed.length > 0 ? { passed: staff.passed } : {}), ...(verdicts.length > 0 ? { verdicts } : {}) });
};
