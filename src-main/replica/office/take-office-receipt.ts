import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { Receipt } from '../../../shared/sync/receipt.ts';
import { findReceiptFile } from '../../../shared/sync/receipt-file.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { endOfficeEntries, listOfficeLaidOf, type OfficeEntryRow } from '../store/office-entries.ts';
import { putOfficeReceipt } from '../store/office-papers.ts';
import { dropProofs } from '../store/office-proofs.ts';
import { takeReceiptFile } from '../stick/take-receipt-file.ts';
import { distinctKeys, indexLaidOut, layOut } from './lay-out.ts';

type Taken = { readonly receipts: number; readonly entries: number };

/**
 * A receipt that came by way of the office: for this laptop's own entries it is taken as from a stick; for another's it ends what is laid over of them here, and is kept to be handed on. Counts only for entries whose hashes are
 * under its root. Errors: those of the storage.
 */
export const takeOfficeReceipt = (host: Host, file: Uint8Array): Result<Taken, AppError> => {
  const { replica, certificate } = getOffice(host);
  const found = findReceiptFile(file);
  const said = found && findMessage(Receipt, found.bytes);
  if (!found || !said) return ok({ receipts: 0, entries: 0 });
  if (said.device === certificate.device) {
    const taken = takeReceiptFile(host, file);
    return taken.ok ? ok(typeof taken.value === 'string' ? { receipts: 0, entries: 0 } : taken.value) : taken;
  }
  const { db } = replica;
  const rows = db.list<OfficeEntryRow>('SELECT number, hash, collection, document, ended FROM office_entry WHERE device = ? AND number IN (SELECT value FROM json_each(?)) ORDER BY number', said.device, JSON.stringify(found.lines.map((line) => line.n)));
  const expected = { serverSignKey: findBase64urlBytes(certificate.serverSignKey)!, device: said.device, envelopeHash: findBase64urlBytes(said.envelope)!, entries: rows };
  if (said.epoch < (findDeviceSetting(db, 'sync.epoch') ?? 0) || !checkReceipt(host.crypto, expected, found, found.lines).ok) return ok({ receipts: 0, entries: 0 });
  const fresh = new Set(rows.filter((row) => row.ended === 0).map(({ number }) => number));
  if (fresh.size === 0) return ok({ receipts: 0, entries: 0 });
  // What it has taken stays on the screen until it comes from it.
  const aside = new Set(found.lines.filter((line) => fresh.has(line.n) && line.r === 'quarantined').map((line) => line.n));
  const documents = layOut(replica, distinctKeys(rows.filter(({ number }) => fresh.has(number))), ({ collection, document }) => listOfficeLaidOf(db, collection, document).filter((row) => row.device !== said.device || !aside.has(row.number)));
  const saved = replica.commit({
    durability: 'full',
    documents,
    sql: (writable) => {
      for (const line of found.lines) if (fresh.has(line.n)) endOfficeEntries(writable, said.device, [line.n], line.r);
      putOfficeReceipt(writable, { hash: toBase64url(host.crypto.sha256(file)), device: said.device, numbers: found.lines.map((line) => line.n), file });
      dropProofs(writable, said.device);
      indexLaidOut(writable, documents);
    },
  });
  if (!saved.ok) return saved;
  host.notices.tell('documents');
  return ok({ receipts: 1, entries: fresh.size });
};
