import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { OfficeReply } from '../../../shared/sync/messages.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { WritableDb } from '../store/db.ts';
import { endOfficeEntries, listOfficeOpenBy, listOfficeOpenOf } from '../store/office-entries.ts';
import { dropOfficeManifest, dropOfficeReceipt, dropProofs, listOfficeManifests, listOfficeReceipts } from '../store/office-papers.ts';
import { suspectDocument } from '../store/suspects.ts';
import { serverVersionOf } from '../store/versions.ts';
import { distinctKeys, indexLaidOut, layOut } from './lay-out.ts';

type Gone = NonNullable<OfficeReply['gone']>[number];

/** What was kept for entries of a laptop, and to be brought to it, of which nothing is open any more. */
const dropPapers = (db: WritableDb, device: string): void => {
  for (const { hash, device: owner } of listOfficeReceipts(db)) if (owner === device) dropOfficeReceipt(db, hash);
  for (const { batch } of listOfficeManifests(db, device)) {
    if (!db.find('SELECT 1 FROM office_entry WHERE device = ? AND batch = ? AND ended = 0 LIMIT 1', device, batch)) dropOfficeManifest(db, device, batch);
  }
  dropProofs(db, device);
};

const takeOne = (host: Host, { device, taken, aside }: Gone): Result<void, AppError> => {
  const { replica } = getOffice(host);
  const answered = new Set([...taken, ...aside]);
  const rows = listOfficeOpenBy(replica.db, device).filter(({ number }) => answered.has(number));
  if (rows.length === 0) return ok();
  const ended = new Set(rows.map(({ number }) => number));
  const keys = distinctKeys(rows);
  const documents = layOut(replica, keys, ({ collection, document }) => listOfficeOpenOf(replica.db, collection, document).filter((row) => row.device !== device || !ended.has(row.number)));
  const saved = replica.commit({
    durability: 'full',
    documents,
    sql: (db) => {
      endOfficeEntries(db, device, [...ended], null);
      dropPapers(db, device);
      // The centre's word on it may have come before the entries did, and lie under no other: then it is fetched.
      for (const { collection, document } of keys) if (serverVersionOf(db, collection, document) > 0) suspectDocument(db, { collection, document });
      indexLaidOut(db, documents);
    },
  });
  if (!saved.ok) return saved;
  host.log('laptopGone', { device, ended: ended.size });
  host.notices.tell('documents');
  return ok();
};

/**
 * The centre's word on laptops that are no longer of this office (moved away, or revoked): what it has answered for of theirs is laid over nothing any more, since no letter of theirs will ever say so, and its receipts say nothing to whoever has not all that
 * they are for. What of it the centre has not is carried to it once it is released. Errors: those of the storage.
 */
export const takeGone = (host: Host, gone: OfficeReply['gone']): Result<void, AppError> => {
  for (const one of gone ?? []) {
    const taken = takeOne(host, one);
    if (!taken.ok) return taken;
  }
  return ok();
};
