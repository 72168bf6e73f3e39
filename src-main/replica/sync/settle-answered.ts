import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { CollectionName } from '../../../shared/domain/collection.ts';
import { distinctKeys, indexLaidOut } from '../office/lay-out.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { forgetAnswered, listAnswered, pendingDocuments } from '../store/journal.ts';
import { dropOfficeEntries, findOfficeBase, forgetOfficeBase, listEnded, listOfficeLaidOf, putOfficeBase } from '../store/office-entries.ts';
import type { DocumentWrite } from '../store/replica.ts';
import { printOf } from '../store/suspects.ts';
import { layOver } from './lay-over.ts';

/** An entry that the centre has answered for: this laptop's, or that of another (`device`). */
export type Settled = { readonly device?: string; readonly number: number; readonly collection: string; readonly document: string; readonly result: string | null; readonly base: number };

/**
 * What the centre has answered for is laid over its documents no longer. To be called where all streams have been read to their heads: until then what was taken may not have come back, and nothing that somebody typed, or was shown, goes from the
 * screen in between; from then on a colleague's later word shows, which came below. What was taken once and is put aside since a restore lies over its document again. `hasCome`: what of it has come back, where that is not certain of all (`settle-by-stick.ts`).
 * Errors: those of the storage.
 */
export const settleAnswered = (host: Host, hasCome: (entry: Settled) => boolean = () => true): Result<void, AppError> => {
  const { replica } = getOffice(host);
  const { db } = replica;
  const [answered, ended] = [listAnswered(db).filter(hasCome), listEnded(db).filter(hasCome)];
  if (answered.length === 0 && ended.length === 0) return ok();
  const decided = new Set(answered.filter(({ result }) => result !== 'quarantined').map(({ number }) => number));
  const aside = new Set(answered.filter(({ result }) => result === 'quarantined').map(({ collection, document }) => `${collection}/${document}`));
  const settled = new Set(ended.map(({ device, number }) => `${device} ${number}`));
  const keys = distinctKeys([...answered, ...ended]).filter(({ collection }) => CollectionName.safeParse(collection).success);
  const laid = keys.flatMap((key): DocumentWrite[] => {
    const { collection, document: id } = key;
    const below = (findOfficeBase(db, collection, id) ?? (aside.has(`${collection}/${id}`) ? findDocument(replica, collection, id) : undefined)) as Readonly<Record<string, unknown>> | undefined;
    const document = below && layOver(db, collection, id, below, { others: listOfficeLaidOf(db, collection, id).filter((row) => !settled.has(`${row.device} ${row.number}`)), decided });
    const here = findDocument(replica, collection, id);
    const isNews = document !== undefined && here !== undefined && printOf(document) !== printOf(here);
    return isNews ? [{ collection, document: document as DocumentWrite['document'] }] : [];
  });
  const bared = keys.flatMap(({ collection, document }) => {
    const body = aside.has(`${collection}/${document}`) ? findDocument(replica, collection, document) : undefined;
    return body ? [{ collection, document, body }] : [];
  });
  const saved = replica.commit({
    durability: 'normal',
    documents: laid,
    sql: (write) => {
      indexLaidOut(write, laid);
      forgetAnswered(write, answered.map(({ number }) => number));
      for (const [device, rows] of Map.groupBy(ended, (row) => row.device)) dropOfficeEntries(write, device, rows.map(({ number }) => number));
      const covered = pendingDocuments(write);
      for (const { collection, document, body } of bared) if (!findOfficeBase(write, collection, document)) putOfficeBase(write, collection, document, body);
      for (const { collection, document } of keys) if (!covered.has(`${collection}/${document}`)) forgetOfficeBase(write, collection, document);
    },
  });
  if (saved.ok && laid.length > 0) host.notices.tell('documents');
  return saved;
};
