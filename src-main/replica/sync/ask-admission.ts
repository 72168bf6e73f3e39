import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { AdmitRequest } from '../../../shared/sync/admission.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { findSignedRoster } from '../office/office-roster.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { nonceOf } from './check-certificate.ts';
import { post } from './post.ts';

/** Asks a centre that does not know this laptop, or not that it has moved, to let it in again where it is, by what it once gave it under its own signature (`admission.ts`): it was restored from a backup of before. False where there is no such proof here, or the centre does not go by it. */
export const askAdmission = async (host: Host, url: string, signal: AbortSignal): Promise<boolean> => {
  const { replica, certificate, sign } = getOffice(host);
  const signed = findDeviceSetting(replica.db, 'device.certificate');
  const [bytes, signature] = [findBase64urlBytes(signed?.bytes ?? ''), findBase64urlBytes(signed?.signature ?? '')];
  const roster = findSignedRoster(replica.db) ?? { bytes: new Uint8Array(), signature: new Uint8Array() };
  if (!signed || !bytes || !signature) return false;
  // Of what was written in another district only the chain is here.
  const last = replica.db.find<{ last: number | null }>('SELECT max(number) AS last FROM journal WHERE length(bytes) = 0')?.last ?? 0;
  const request: AdmitRequest = { v: 1, device: certificate.device, nonce: nonceOf(host.ids.random), staff: (findDeviceSetting(replica.db, 'device.staff') ?? []).map(({ id, login }) => ({ id, login })), ...(last > 0 ? { last } : {}) };
  const body = packParts([utf8(canonicalJson(request)), bytes, signature, roster.bytes, roster.signature]);
  const headers = { 'x-tirek-signature': toBase64url(host.crypto.sign(sign.privateKey, signedMessage('admit', body))) };
  const answer = await post(host, { url: `${url}/admit`, body, headers, signal });
  host.log('admissionAsked', { type: answer.ok ? 'admitted' : answer.error.type });
  return answer.ok;
};
