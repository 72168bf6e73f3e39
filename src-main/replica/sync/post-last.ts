import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { LastReply, Revocation, type LastRequest } from '../../../shared/sync/last-messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { nonceOf } from './check-certificate.ts';
import { post } from './post.ts';

/** What the centre answered: `word` is signed by it. */
type Said = { readonly reply: LastReply; readonly word: Revocation; readonly receipt: { readonly bytes: Uint8Array; readonly signature: Uint8Array } | undefined };

/** The answer, where the centre itself signed in it that this laptop is revoked, for this very request. */
const readAnswer = (host: Host, nonce: string, answer: Uint8Array): Said | undefined => {
  const { certificate } = getOffice(host);
  const [head, said, signature, receipt, receiptSignature] = findParts(answer, 5) ?? [];
  const reply = head && findMessage(LastReply, head);
  const word = said && findMessage(Revocation, said);
  const isSigned = said && signature && host.crypto.verify(findBase64urlBytes(certificate.serverSignKey)!, signedMessage('revoked', said), signature);
  if (!reply || !isSigned || word?.device !== certificate.device || word.nonce !== nonce) return undefined;
  return { reply, word, receipt: receipt && receiptSignature ? { bytes: receipt, signature: receiptSignature } : undefined };
};

/** One request of a laptop that was revoked, with an envelope or a request about files, and the centre's signed word in answer. Errors: ServerRefused{revoked} where there is no such word; those of `post`. */
export const postLast = async (host: Host, { envelope, file }: { readonly envelope?: Uint8Array | undefined; readonly file?: Uint8Array }, signal: AbortSignal): Promise<Result<Said, AppError>> => {
  const { replica, certificate, sign } = getOffice(host);
  const nonce = nonceOf(host.ids.random);
  const request: LastRequest = { device: certificate.device, nonce, envelopes: envelope ? 1 : 0, ...(file ? { file: true } : {}) };
  const body = packParts([utf8(canonicalJson(request)), ...(envelope ? [envelope] : []), ...(file ? [file] : [])]);
  const signature = toBase64url(host.crypto.sign(sign.privateKey, signedMessage('last', body)));
  const answer = await post(host, { url: `${findDeviceSetting(replica.db, 'device.serverUrl')}/last`, body, headers: { 'content-type': 'application/octet-stream', 'x-tirek-signature': signature }, signal });
  // An earlier centre has no such route: the laptop stays as it is, and is refused.
  if (!answer.ok) return answer.error.type === 'ServerRefused' && answer.error.detail === 'notFound' ? err({ type: 'ServerRefused', detail: 'revoked' }) : answer;
  const said = readAnswer(host, nonce, answer.value);
  return said ? ok(said) : err({ type: 'ServerRefused', detail: 'revoked' });
};
