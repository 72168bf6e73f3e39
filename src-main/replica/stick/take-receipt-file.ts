import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { Receipt } from '../../../shared/sync/receipt.ts';
import { findReceiptFile } from '../../../shared/sync/receipt-file.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { markReceived } from '../store/journal.ts';
import { insertReceipt } from '../store/receipts.ts';
import { setSetting } from '../store/settings.ts';
import { meetEpoch } from '../sync/meet-epoch.ts';

/**
 * Marks entries received by a receipt that came on a stick. It is the centre's word on the entries' own bytes, whichever envelope they went in. `old`: from before a restore of the centre, which may have lost
 * what it is for; one from after a restore that was not heard of yet says that there was one (`meet-epoch.ts`). Errors: those of the storage.
 */
export const takeReceiptFile = (host: Host, file: Uint8Array): Result<{ receipts: number; entries: number; items: number } | 'damaged' | 'foreign' | 'old', AppError> => {
  const { replica, certificate } = getOffice(host);
  const found = findReceiptFile(file);
  const said = found && findMessage(Receipt, found.bytes);
  if (!found || !said) return ok('damaged');
  if (said.device !== certificate.device) return ok('foreign');
  const rows = replica.db.list<{ number: number; hash: Uint8Array; receipt: number | null }>('SELECT number, hash, receipt FROM journal WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number', JSON.stringify(found.lines.map((line) => line.n)));
  const checked = checkReceipt(host.crypto, { serverSignKey: findBase64urlBytes(certificate.serverSignKey)!, device: said.device, envelopeHash: findBase64urlBytes(said.envelope)!, entries: rows }, found, found.lines);
  if (!checked.ok) return ok(checked.error === 'badSignature' ? 'foreign' : 'damaged');
  const known = findDeviceSetting(replica.db, 'sync.epoch') ?? said.epoch;
  if (said.epoch < known) return ok('old');
  // Where the centre was restored since, what was received counts no more, but for what it has answered for now.
  const fresh = new Set(rows.flatMap((row) => (row.receipt === null || said.epoch > known ? row.number : [])));
  if (fresh.size === 0) return ok({ receipts: 0, entries: 0, items: 0 });
  const outbox = findDeviceSetting(replica.db, 'push.outbox');
  const saved = replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      meetEpoch(db, said.epoch);
      const id = insertReceipt(db, { bytes: found.bytes, signature: found.signature, at: host.clock.instant() });
      for (const alike of Map.groupBy(found.lines.filter((line) => fresh.has(line.n)), (line) => `${line.r} ${line.why ?? ''}`).values()) markReceived(db, alike.map((line) => line.n), id, alike[0]!.r, alike[0]!.why ?? null);
      setSetting(db, `receipt.${id}.lines`, found.lines);
      // An envelope on its way over the line, whose entries have all been answered for, need not go.
      if (outbox?.numbers.every((number) => found.lines.some((line) => line.n === number))) putDeviceSetting(db, 'push.outbox', null);
    },
  });
  if (!saved.ok) return saved;
  host.notices.tell('documents');
  return ok({ receipts: 1, entries: fresh.size, items: 0 });
};
