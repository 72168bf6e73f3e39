import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { LastRequest, type LastReply, type Revocation } from '../../shared/sync/last-messages.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { findParts, packParts } from '../../shared/sync/parts.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { FileReply } from '../../shared/sync/file-messages.ts';
import type { SyncCentre } from '../centre.ts';
import type { Device } from '../store/devices.ts';
import { ingestEnvelope } from '../ingest/ingest-envelope.ts';

/** Takes what a device hands in of its files (`files/hand-in-file.ts`), where the centre keeps any. */
type TakeFile = (device: Device, body: Uint8Array) => Promise<Result<FileReply['held'], RefusalCode>>;

/**
 * What a revoked device still hands in: each entry gets a receipt (`notAllowed`) and is kept for review, and files are taken of the records that the centre has, put aside or not. With the answer goes the centre's signed word that it is revoked. Errors: as of a session; `notFound` where it is not
 * revoked; those of `takeFile`.
 */
export const answerLast = async (centre: SyncCentre, body: Uint8Array, signature: Uint8Array, takeFile?: TakeFile): Promise<Result<Uint8Array, RefusalCode>> => {
  const [head, ...parts] = findParts(body, 18) ?? [];
  const request = head && findMessage(LastRequest, head);
  const [envelopes, files] = [parts.slice(0, request?.envelopes), parts.slice(request?.envelopes)];
  if (!request || request.envelopes !== envelopes.length || files.length !== (request.file ? 1 : 0) || (request.file && !takeFile)) return err('malformed');
  const device = await centre.store.tables.findDevice(request.device);
  if (!device) return err('unknownDevice');
  if (!centre.crypto.verify(device.signKey, signedMessage('last', body), signature)) return err('badSignature');
  if (!device.revoked) return err('notFound');
  const handed = request.file ? await takeFile!(device, files[0]!) : undefined;
  // What came whole and is another content was dropped: nothing of it is here.
  const held = handed && !handed.ok && handed.error === 'badFile' ? ok([0]) : handed;
  if (held && !held.ok) return held;
  const [answers, receipts]: [LastReply['envelopes'], Uint8Array[]] = [[], []];
  for (const envelope of envelopes) {
    const taken = await ingestEnvelope(centre, envelope);
    answers.push(taken.ok ? { lines: [...taken.value.lines] } : { lines: [], refused: taken.error });
    receipts.push(...(taken.ok ? [taken.value.receipt, taken.value.signature] : [new Uint8Array(), new Uint8Array()]));
  }
  const revocation: Revocation = { v: 1, device: request.device, nonce: request.nonce, at: centre.now(), epoch: centre.epoch, ...(takeFile ? { files: true } : {}), ...(held ? { held: held.value } : {}) };
  const said = utf8(canonicalJson(revocation));
  const reply: LastReply = { envelopes: answers };
  return ok(packParts([utf8(canonicalJson(reply)), said, centre.crypto.sign(centre.keys.sign.privateKey, signedMessage('revoked', said)), ...receipts]));
};
