import { CollectionName } from '../../../shared/domain/collection.ts';
import { findDocument } from '../store/documents.ts';
import { pendingDocuments } from '../store/journal.ts';
import type { WritableDb } from '../store/db.ts';
import { forgetOfficeBase } from '../store/office-entries.ts';
import type { Replica } from '../store/replica.ts';
import { printOf, suspectDocument } from '../store/suspects.ts';

/**
 * To be called where the centre's answer has just been noted for these entries of this laptop. What the centre sends of a document while an entry of it waits for its answer is kept below that entry; where that was already what became of the entry and of a
 * later one of a colleague (the answer was lost with a cut line, the stream came another way), nothing would lay it bare again. A document with such a word below it, over which nothing lies any more, and which is
 * not here as that says, becomes a suspect: the frames that follow bring it, as a rule, and where none does it is laid bare before the sync ends (`layBare`).
 */
export const suspectCovered = (db: WritableDb, replica: Replica, numbers: readonly number[]): void => {
  const below = db.list<{ collection: string; document: string; body: string }>(
    'SELECT DISTINCT collection, document, body FROM journal JOIN office_base USING (collection, document) WHERE number IN (SELECT value FROM json_each(?))', JSON.stringify(numbers),
  );
  if (below.length === 0) return;
  const covered = pendingDocuments(db);
  for (const { collection, document, body } of below) {
    const kind = CollectionName.safeParse(collection).data;
    const here = kind && !covered.has(`${collection}/${document}`) ? findDocument(replica, kind, document) : undefined;
    if (here && printOf(here) !== printOf(JSON.parse(body) as object)) suspectDocument(db, { collection, document });
    else if (here) forgetOfficeBase(db, collection, document);
  }
};
