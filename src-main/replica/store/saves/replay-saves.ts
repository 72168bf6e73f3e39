import type { AppError } from '../../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import { findEntry } from '../../../../shared/sync/journal-entry.ts';
import { commit } from '../commit.ts';
import type { WritableDb } from '../db.ts';
import { appendEntry, forgetReceived, markJudgedAgain, markReceived, markReleased, takeBackEntries } from '../journal.ts';
import { releaseForOffice } from '../office-papers.ts';
import { putReceipt } from '../receipts.ts';
import type { Replica } from '../replica.ts';
import { resolveAside } from '../resolve-aside.ts';
import { indexPerson, type SearchablePerson } from '../search/person-index.ts';
import { removeSetting, setSetting } from '../settings.ts';
import { serverVersionOf, setServerVersion } from '../versions.ts';
import type { SavesAfter } from './read-segments.ts';
import type { SaveNote } from './save-record.ts';

const writeNote = (db: WritableDb, note: SaveNote): void => {
  switch (note.kind) {
    case 'entry': {
      const { kind: _, ...row } = note;
      appendEntry(db, row);
      // The document stands on the centre's version that its author had seen, which this state of the replica may not have pulled.
      const base = findEntry(note.bytes)?.base ?? 0;
      if (base > serverVersionOf(db, note.collection, note.document)) setServerVersion(db, note.collection, note.document, base);
      return;
    }
    case 'released': return note.office ? releaseForOffice(db, { ...note.office, batch: note.batch }) : markReleased(db, note.numbers, note.batch);
    case 'receipt': return putReceipt(db, note);
    case 'received': return markReceived(db, note.numbers, note.receipt, note.result, note.why);
    case 'judgedAgain': return markJudgedAgain(db, note.number, note.receipt, note.result);
    case 'takenBack': return takeBackEntries(db, note.numbers);
    case 'forgotten': return forgetReceived(db);
    case 'resolved': return resolveAside(db, note.numbers, note.how, note.reason, note.reread);
    case 'setting': return setSetting(db, note.name, note.value);
    case 'removedSetting': return removeSetting(db, note.name);
  }
};

/**
 * Makes saves anew on a state of the replica that is before them, each in one transaction with its sequence. Documents are written whole, as they were after the
 * save; what the centre had sent in between is pulled again, because the cursors are as old as this state. `between` is awaited now and then.
 */
export const replaySaves = async (replica: Replica, saves: SavesAfter['saves'], between?: (done: number) => Promise<void>): Promise<Result<void, AppError>> => {
  for (const [at, { sequence, record }] of saves.entries()) {
    const sql = (db: WritableDb) => {
      for (const note of record.notes) writeNote(db, note);
      for (const { collection, document } of record.documents) if (collection === 'persons' && document.deleted !== true) indexPerson(db, document as unknown as SearchablePerson);
      db.run('UPDATE save_file SET sequence = ?', sequence);
    };
    const written = commit(replica, { durability: 'normal', documents: record.documents, sql });
    if (!written.ok) return written;
    if (at % 50 === 49) await between?.(at + 1);
  }
  return ok();
};
