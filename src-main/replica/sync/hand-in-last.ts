import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { LastReply, Revocation, type LastRequest } from '../../../shared/sync/last-messages.ts';
import { packParts, findParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { forgetReceived } from '../store/journal.ts';
import { applyReceipt } from './apply-receipt.ts';
import { nonceOf } from './check-certificate.ts';
import { mostEntries, sealUnanswered, type Outbox } from './outbox.ts';
import { post } from './post.ts';
import { showProgress } from './progress.ts';

type Said = { readonly reply: LastReply; readonly epoch: number | undefined; readonly receipt: { readonly bytes: Uint8Array; readonly signature: Uint8Array } | undefined };

/** The answer, where the centre itself signed in it that this laptop is revoked, for this very request. */
const readAnswer = (host: Host, nonce: string, answer: Uint8Array): Said | undefined => {
  const { certificate } = getOffice(host);
  const [head, said, signature, receipt, receiptSignature] = findParts(answer, 5) ?? [];
  const reply = head && findMessage(LastReply, head);
  const revocation = said && findMessage(Revocation, said);
  const isSigned = said && signature && host.crypto.verify(findBase64urlBytes(certificate.serverSignKey)!, signedMessage('revoked', said), signature);
  if (!reply || !isSigned || revocation?.device !== certificate.device || revocation.nonce !== nonce) return undefined;
  return { reply, epoch: revocation.epoch, receipt: receipt && receiptSignature ? { bytes: receipt, signature: receiptSignature } : undefined };
};

/**
 * The centre refuses this laptop: it was revoked. Its queue is handed in for review, what was not released included, because nothing of it will be here afterwards; each entry counts as handed in by its receipt alone. Only then, and only on the
 * centre's own signed word, is the laptop marked for erasing. A centre that was restored from a backup since the last handshake may have lost what it gave receipts for: all is handed in anew. A kill at any place leaves it as it was: the next contact goes on. Errors: ServerRefused{revoked} where all went well, and where the word is not the centre's; those of `post` and of the storage.
 */
export const handInLast = async (host: Host, signal: AbortSignal): Promise<Result<void, AppError>> => {
  const { replica, certificate, sign } = getOffice(host);
  const url = findDeviceSetting(replica.db, 'device.serverUrl');
  let [most, after, isLast] = [mostEntries, 0, false];
  let epoch = findDeviceSetting(replica.db, 'sync.epoch');
  while (!isLast) {
    const outbox: Outbox | undefined = sealUnanswered(host, most, after);
    isLast = outbox === undefined;
    const nonce = nonceOf(host.ids.random);
    const request: LastRequest = { device: certificate.device, nonce, envelopes: outbox ? 1 : 0 };
    const body = packParts([utf8(canonicalJson(request)), ...(outbox ? [outbox.bytes] : [])]);
    const signature = toBase64url(host.crypto.sign(sign.privateKey, signedMessage('last', body)));
    const answer = await post(host, { url: `${url}/last`, body, headers: { 'content-type': 'application/octet-stream', 'x-tirek-signature': signature }, signal });
    // An earlier centre has no such route: the laptop stays as it is, and is refused.
    if (!answer.ok) return answer.error.type === 'ServerRefused' && answer.error.detail === 'notFound' ? err({ type: 'ServerRefused', detail: 'revoked' }) : answer;
    const said = readAnswer(host, nonce, answer.value);
    if (!said) return err({ type: 'ServerRefused', detail: 'revoked' });
    if (said.epoch !== undefined && said.epoch > (epoch ?? 0)) {
      const isRestored = epoch !== undefined;
      epoch = said.epoch;
      // What has just been answered for comes again, and is answered for as it was.
      const forgotten = isRestored ? replica.commit({ durability: 'full', documents: [], sql: forgetReceived }) : ok();
      if (!forgotten.ok) return forgotten;
      if (isRestored) {
        [most, after, isLast] = [mostEntries, 0, false];
        continue;
      }
    }
    const refused = said.reply.envelopes[0]?.refused;
    if (outbox && refused === 'internal') return err({ type: 'ServerRefused', detail: 'revoked' });
    if (outbox && refused !== undefined) {
      // Halved until what cannot be read at all stands alone; that one nobody can take.
      if (outbox.entries.length > 1) most = Math.ceil(outbox.entries.length / 2);
      else after = outbox.entries[0]!.number;
      continue;
    }
    if (!outbox) continue;
    const applied = said.receipt ? applyReceipt(host, outbox, said.receipt, said.reply.envelopes[0]?.lines ?? []) : err({ type: 'ServerNonsense' as const, detail: 'receipt' });
    if (!applied.ok) return applied;
    showProgress(host, { entriesSent: host.sync.entriesSent + outbox.entries.length, receipts: host.sync.receipts + 1, quarantined: host.sync.quarantined + outbox.entries.length });
  }
  const handedIn = replica.db.find<{ count: number }>("SELECT count(*) AS count FROM journal WHERE result = 'quarantined' AND why = 'notAllowed'")?.count ?? 0;
  host.leaving = { handedIn };
  host.log('revoked', { handedIn });
  return err({ type: 'ServerRefused', detail: 'revoked' });
};
