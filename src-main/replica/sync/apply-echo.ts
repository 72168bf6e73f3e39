import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Cursor } from '../../../shared/sync/frame.ts';
import { echoHash, echoOf, echoStreams } from '../../../shared/sync/link/echo.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findCursor, listCursors, setCursor } from '../store/cursors.ts';
import { findDocument } from '../store/documents.ts';
import { clearSuspect, printOf } from '../store/suspects.ts';
import { forgetAnswered } from '../store/journal.ts';
import { forgetOfficeBase } from '../store/office-entries.ts';
import { setServerVersion } from '../store/versions.ts';

/**
 * The centre has the documents of these entries as `hash` says, and nothing else is new: where they are the same here, their versions and the cursors go on, and nothing needs to
 * be sent. Returns the cursors from then on, or undefined where something differs (a change that is not released yet, as a rule): then nothing is written. Errors: those of the storage.
 */
export const applyEcho = (host: Host, entries: readonly { readonly bytes: Uint8Array }[], hash: Uint8Array): Result<Map<string, Cursor> | undefined, AppError> => {
  const { replica, certificate } = getOffice(host);
  const documents = echoOf(entries);
  const here = echoHash(host.crypto.sha256, documents.map((one) => ({ ...one, d: findDocument(replica, one.c, one.i) ?? null })));
  const streams = echoStreams(certificate.area, documents);
  if (!streams) return ok(undefined);
  const next = [...streams].map(([stream, count]) => ({ cursor: findCursor(replica.db, stream), count }));
  if (!here.every((byte, index) => byte === hash[index]) || next.some(({ cursor }) => !cursor)) return ok(undefined);
  const saved = replica.commit({
    durability: 'normal',
    documents: [],
    sql: (db) => {
      for (const { c, i, v } of documents) {
        setServerVersion(db, c, i, v, printOf(findDocument(replica, c, i) ?? {}));
        clearSuspect(db, c, i);
        forgetAnswered(db, { collection: c, document: i });
        forgetOfficeBase(db, c, i);
      }
      for (const { cursor, count } of next) setCursor(db, { ...cursor!, seq: cursor!.seq + count });
    },
  });
  if (!saved.ok) return saved;
  host.notices.tell('documents');
  return ok(new Map((listCursors(replica.db) as Cursor[]).map((cursor) => [cursor.stream, cursor])));
};
