import { toBase64url } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { findEntry } from '../../shared/sync/journal-entry.ts';
import { merkleRoot } from '../../shared/sync/merkle.ts';
import { receiptLeaf, type QuarantineReason, type Receipt, type ReceiptLine } from '../../shared/sync/receipt.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import { verdictBytes } from '../../shared/sync/verdict.ts';
import type { Centre } from '../centre.ts';
import { tablesOf, type CentreTables } from '../store/centre-store.ts';
import { inTransaction, type Db } from '../store/db.ts';
import { listBlocks } from '../store/entries.ts';
import { closeQuarantined, findAside, reopenEntry } from '../store/quarantine.ts';
import { deviceAt } from './device-at.ts';
import { findReleased } from './find-released.ts';
import { takeEntries } from './take-entries.ts';

/** `notAside`: the device has no entry of this number in quarantine. `stillAside`: by the same rules it is put aside again; nothing was changed. */
export type AgainFault = { readonly type: 'unknownDevice' | 'notAside' } | { readonly type: 'stillAside'; readonly why: QuarantineReason };

class StillAside extends Error {
  readonly why: QuarantineReason;
  constructor(why: QuarantineReason) {
    super('still aside');
    this.why = why;
  }
}

/**
 * Judges an entry that was put aside as if it came now, by the same rules: what stood in its way may be gone (a role, a district, a person who has arrived since). Two things an operator's hand lifts: the
 * device may have been revoked since, and what was put aside later than the entry does not stand before it. Its effect, its result and a receipt for it alone are one transaction; where it is put aside again, nothing
 * is changed. The device hears of it at its next handshake.
 */
export const judgeAgain = async (centre: Centre, id: string, number: number): Promise<Result<ReceiptLine, AgainFault>> => {
  const streams = new Set<string>();
  const work = async (db: Db): Promise<Result<ReceiptLine, AgainFault>> => {
    streams.clear();
    const all = tablesOf(db);
    const locked = await all.lockDevice(id);
    if (!locked) return err({ type: 'unknownDevice' });
    const device = await deviceAt(all, locked, number);
    const found = await findAside(db, id, number);
    if (!found) return err({ type: 'notAside' });
    await reopenEntry(db, id, number);
    const tables: CentreTables = { ...all, listBlocks: (owner, documents) => listBlocks(db, owner, documents, number) };
    const envelope = centre.crypto.sha256(verdictBytes(found.hash));
    const who = await findReleased(centre, tables, device, [], { first: number, last: number });
    const at = centre.now();
    const context = { moved: streams, device: { ...device, revoked: false }, ...who, crypto: centre.crypto, districts: centre.districts, epoch: centre.epoch, at, envelope };
    const line = (await takeEntries(tables, context, [{ number, ...found, entry: findEntry(found.bytes) }]))[0]!;
    if (line.r === 'quarantined') throw new StillAside(line.why!);
    const root = merkleRoot(centre.crypto.sha256, [receiptLeaf(found.hash, line)]);
    const statement: Receipt = { v: 1, device: device.id as Receipt['device'], envelope: toBase64url(envelope), at, epoch: centre.epoch, count: 1, root: toBase64url(root) };
    const receipt = utf8(canonicalJson(statement));
    const signature = centre.crypto.sign(centre.keys.sign.privateKey, signedMessage('receipt', receipt));
    await tables.insertEnvelope({ device: id, hash: envelope, previous: new Uint8Array(32), first: number, last: number, lines: JSON.stringify([line]), receipt, signature }, at);
    await closeQuarantined(db, { device: id, number, hash: found.hash, envelope, at });
    return ok(line);
  };
  try {
    const judged = await inTransaction(centre.database, work);
    if (judged.ok) centre.watch?.moved('operator', [...streams]);
    return judged;
  } catch (error) {
    if (error instanceof StillAside) return err({ type: 'stillAside', why: error.why });
    throw error;
  }
};
