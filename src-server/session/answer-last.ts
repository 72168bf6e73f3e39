import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { LastRequest, type LastReply, type Revocation } from '../../shared/sync/last-messages.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { findParts, packParts } from '../../shared/sync/parts.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { SyncCentre } from '../centre.ts';
import { ingestEnvelope } from '../ingest/ingest-envelope.ts';

/** What a revoked device still hands in: each entry gets a receipt (`notAllowed`) and is kept for review. With the answer goes the centre's signed word that it is revoked. Errors: as of a session; `notFound` where it is not revoked. */
export const answerLast = async (centre: SyncCentre, body: Uint8Array, signature: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
  const [head, ...envelopes] = findParts(body, 17) ?? [];
  const request = head && findMessage(LastRequest, head);
  if (!request || request.envelopes !== envelopes.length) return err('malformed');
  const device = await centre.store.tables.findDevice(request.device);
  if (!device) return err('unknownDevice');
  if (!centre.crypto.verify(device.signKey, signedMessage('last', body), signature)) return err('badSignature');
  if (!device.revoked) return err('notFound');
  const [answers, receipts]: [LastReply['envelopes'], Uint8Array[]] = [[], []];
  for (const envelope of envelopes) {
    const taken = await ingestEnvelope(centre, envelope);
    answers.push(taken.ok ? { lines: [...taken.value.lines] } : { lines: [], refused: taken.error });
    receipts.push(...(taken.ok ? [taken.value.receipt, taken.value.signature] : [new Uint8Array(), new Uint8Array()]));
  }
  const revocation: Revocation = { v: 1, device: request.device, nonce: request.nonce, at: centre.now(), epoch: centre.epoch };
  const said = utf8(canonicalJson(revocation));
  const reply: LastReply = { envelopes: answers };
  return ok(packParts([utf8(canonicalJson(reply)), said, centre.crypto.sign(centre.keys.sign.privateKey, signedMessage('revoked', said)), ...receipts]));
};
