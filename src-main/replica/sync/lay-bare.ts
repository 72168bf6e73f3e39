import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { CollectionName, documentSchemas } from '../../../shared/domain/collection.ts';
import { indexLaidOut } from '../office/lay-out.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findOfficeBase, forgetOfficeBase } from '../store/office-entries.ts';
import type { DocumentWrite } from '../store/replica.ts';
import { clearSuspect, listSuspects, printOf } from '../store/suspects.ts';
import { pendingDocuments } from '../store/journal.ts';

/**
 * Writes suspects as the centre's newest word has them, where that was kept below entries that nothing lies over any more (`suspectCovered`). To be called where all streams have been read to their heads: before, what follows may still
 * bring what was covered, and a value that was taken must not go from the screen until then. What has no such word is compared with the centre. Errors: those of the storage.
 */
export const layBare = (host: Host): Result<void, AppError> => {
  const { replica } = getOffice(host);
  const suspects = listSuspects(replica.db);
  if (suspects.length === 0) return ok();
  const covered = pendingDocuments(replica.db);
  const bare = suspects.flatMap(({ collection, document: id }): DocumentWrite[] => {
    const kind = CollectionName.safeParse(collection).data;
    const base = kind && !covered.has(`${kind}/${id}`) ? findOfficeBase(replica.db, kind, id) : undefined;
    const sent = replica.db.find<{ print: number | null }>('SELECT print FROM server_version WHERE collection = ? AND document = ?', collection, id);
    if (!kind || !base || !sent || (sent.print !== null && sent.print !== printOf(base)) || !documentSchemas[kind].safeParse(base).success) return [];
    return [{ collection: kind, document: base as DocumentWrite['document'] }];
  });
  if (bare.length === 0) return ok();
  const saved = replica.commit({
    durability: 'normal',
    documents: bare,
    sql: (db) => {
      indexLaidOut(db, bare);
      for (const { collection, document } of bare) {
        clearSuspect(db, collection, document.id);
        forgetOfficeBase(db, collection, document.id);
      }
    },
  });
  if (saved.ok) host.notices.tell('documents');
  return saved;
};
