import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import { verdictBytes, type Verdict } from '../../../shared/sync/verdict.ts';
import { putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { markJudgedAgain } from '../store/journal.ts';
import { insertReceipt } from '../store/receipts.ts';
import { setSetting } from '../store/settings.ts';

/**
 * Takes what the centre says of entries that it judged again: each behind its own receipt, which is checked as any. One that is not the centre's word on an entry of this laptop is passed over and
 * noted; it does not stop the others, nor the sync. In one transaction. Errors: those of the storage.
 */
export const takeVerdicts = (host: Host, verdicts: readonly Verdict[]): Result<void, AppError> => {
  if (verdicts.length === 0) return ok();
  const { replica, certificate } = getOffice(host);
  const proven = verdicts.flatMap((verdict) => {
    const entry = replica.db.find<{ number: number; hash: Uint8Array }>('SELECT number, hash FROM journal WHERE number = ?', verdict.line.n);
    const receipt = { bytes: findBase64urlBytes(verdict.receipt) ?? new Uint8Array(), signature: findBase64urlBytes(verdict.signature)! };
    const checked = entry && checkReceipt(host.crypto, {
      serverSignKey: findBase64urlBytes(certificate.serverSignKey)!, device: certificate.device, envelopeHash: host.crypto.sha256(verdictBytes(entry.hash)), entries: [entry],
    }, receipt, [verdict.line]);
    if (checked?.ok) return [{ verdict, receipt }];
    host.log('receiptRefused', { why: checked && !checked.ok ? checked.error : 'verdict' });
    return [];
  });
  const at = host.clock.instant();
  const kept = replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      for (const { verdict, receipt } of proven) {
        const id = insertReceipt(db, { ...receipt, at });
        markJudgedAgain(db, verdict.line.n, id, verdict.line.r);
        setSetting(db, `receipt.${id}.lines`, [verdict.line]);
      }
      putDeviceSetting(db, 'sync.verdict', verdicts.at(-1)!.id);
    },
  });
  if (kept.ok && proven.length > 0) host.notices.tell('documents');
  return kept;
};
