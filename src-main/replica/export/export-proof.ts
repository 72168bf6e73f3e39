import { z } from 'zod';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { ReceiptLine } from '../../../shared/sync/receipt.ts';
import { proveEntry, type ReceiptProof } from '../../../shared/sync/receipt-proof.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { historyOf } from '../store/journal.ts';
import { findSetting } from '../store/settings.ts';

const Lines = z.array(ReceiptLine);
type Receipt = { readonly id: number; readonly bytes: Uint8Array; readonly signature: Uint8Array };

/** What the centre's receipt `id` says of which entries, with the entries' hashes in its order. */
const findReceipt = ({ db }: ReturnType<typeof getOffice>['replica'], id: number) => {
  const receipt = db.find<Receipt>('SELECT id, bytes, signature FROM receipt WHERE id = ?', id);
  const lines = Lines.safeParse(findSetting(db, `receipt.${id}.lines`)).data;
  if (!receipt || !lines) return undefined;
  const hashes = new Map(db.list<{ number: number; hash: Uint8Array }>('SELECT number, hash FROM journal WHERE number IN (SELECT value FROM json_each(?))', JSON.stringify(lines.map(({ n }) => n))).map((row) => [row.number, row.hash]));
  return { ...receipt, lines, hashes: lines.map(({ n }) => hashes.get(n) ?? new Uint8Array()) };
};

/** receipt.proof: a file that proves, without a link and without a word of the record, that the centre has each of its entries. Errors: NotFound (receipt) where it has none of them. */
export const exportProof = (host: Host, { document }: ParsedInputOf<'receipt.proof'>): Result<OutputOf<'receipt.proof'>, AppError> => {
  const { replica, certificate } = getOffice(host);
  const rows = historyOf(replica.db, document);
  const receipts = new Map([...new Set(rows.flatMap(({ receipt }) => receipt ?? []))].map((id) => [id, findReceipt(replica, id)]));
  const entries = rows.flatMap((row) => {
    const receipt = row.receipt === null ? undefined : receipts.get(row.receipt);
    return receipt ? (proveEntry(host.crypto.sha256, { number: row.number, hash: new Uint8Array(row.hash), command: row.command, at: row.at }, receipt) ?? []) : [];
  });
  if (entries.length === 0) return err({ type: 'NotFound', what: 'receipt', id: document });
  const proof: ReceiptProof = { tirek: 'receipt-proof/1', document, device: certificate.device, centreKey: certificate.serverSignKey, entries, waiting: rows.filter(({ receipt }) => receipt === null).length };
  return ok({ name: `receipt-${document.slice(-12)}-${host.clock.today()}.json`, bytes: utf8(`${JSON.stringify(proof, null, 1)}\n`) });
};
