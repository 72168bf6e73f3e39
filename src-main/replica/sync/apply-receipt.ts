import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import type { ReceiptLine } from '../../../shared/sync/receipt.ts';
import { putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { markReceived } from '../store/journal.ts';
import { insertReceipt } from '../store/receipts.ts';
import { setSetting } from '../store/settings.ts';
import type { Outbox } from './outbox.ts';

/**
 * Verifies the centre's receipt for the envelope sent and, only then, marks its entries received, with what became of each. One transaction, on disk when
 * this returns. Errors: SignatureInvalid{what:'receipt'} (nothing is marked), those of the storage.
 */
export const applyReceipt = (host: Host, outbox: Outbox, receipt: { readonly bytes: Uint8Array; readonly signature: Uint8Array }, lines: readonly ReceiptLine[]): Result<void, AppError> => {
  const { replica, certificate } = getOffice(host);
  const envelopeHash = host.crypto.sha256(outbox.bytes);
  const expected = { serverSignKey: findBase64urlBytes(certificate.serverSignKey)!, device: certificate.device, envelopeHash, entries: outbox.entries };
  const checked = checkReceipt(host.crypto, expected, receipt, lines);
  if (!checked.ok) {
    host.log('receiptRefused', { why: checked.error });
    return err({ type: 'SignatureInvalid', what: 'receipt' });
  }
  const at = host.clock.instant();
  const saved = replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      const id = insertReceipt(db, { ...receipt, at });
      for (const alike of Map.groupBy(lines, (line) => `${line.r} ${line.why ?? ''}`).values()) markReceived(db, alike.map((line) => line.n), id, alike[0]!.r, alike[0]!.why ?? null);
      // The lines are the leaves under the receipt's root: kept, so that the proof can be made anew for any entry.
      setSetting(db, `receipt.${id}.lines`, lines);
      putDeviceSetting(db, 'push.head', toBase64url(envelopeHash));
      putDeviceSetting(db, 'push.outbox', null);
    },
  });
  if (!saved.ok) return saved;
  for (const line of lines) if (line.r === 'quarantined') host.log('entryPutAside', { number: line.n, why: line.why ?? '' });
  host.notices.tell('documents');
  return ok();
};
