import type { AppError } from '../../../shared/base/app-error.ts';
import type { CollectionName } from '../../../shared/domain/collection.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { givingUp, noBatch, ownWord } from '../../../shared/sync/own-word.ts';
import { putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { WritableDb } from '../store/db.ts';
import { appendEntry, markReleased } from '../store/journal.ts';
import { indexPerson } from '../store/search/person-index.ts';
import { composeEntries, type ComposedEntries } from './compose-entries.ts';
import type { DocumentChange } from './document-change.ts';

/** A document by kind and id. */
type DocumentKey = { readonly collection: CollectionName; readonly id: string };

/** Writes the documents with their composed entries, search rows and whatever `more` adds, and takes `gone` away, in one transaction that is on disk when this returns. */
export const saveComposed = (host: Host, changes: readonly DocumentChange[], entries: ComposedEntries, more?: (db: WritableDb) => void, gone: readonly DocumentKey[] = []): Result<void, AppError> => {
  const documents = changes.map(({ collection, after, attachments }) => ({ collection, document: after, attachments }));
  const now = host.clock.now();
  const saved = getOffice(host).replica.commit({
    durability: 'full',
    documents: [...documents, ...gone.map(({ collection, id }) => ({ collection, document: { id, deleted: true } }))],
    sql: (db) => {
      for (const row of entries.rows) appendEntry(db, row);
      // What nobody needs to release goes with the next sync.
      const free = entries.rows.filter(({ collection, command }) => command === givingUp || ownWord[collection as CollectionName] !== undefined);
      if (free.length > 0) markReleased(db, free.map(({ number }) => number), noBatch);
      for (const change of changes) if (change.collection === 'persons') indexPerson(db, change.after);
      putDeviceSetting(db, 'journal.hlc', entries.hlc);
      putDeviceSetting(db, 'clock.latest', now);
      more?.(db);
    },
  });
  if (saved.ok) host.notices.tell('documents');
  return saved;
};

/** Saves what a decision decided; nothing is written where nothing changed. Errors: those of the storage. */
export const saveChanges = (host: Host, command: string, changes: readonly DocumentChange[], more?: (db: WritableDb) => void): Result<void, AppError> => {
  const entries = composeEntries(host, command, changes);
  return entries.rows.length === 0 ? ok() : saveComposed(host, changes, entries, more);
};
