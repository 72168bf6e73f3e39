import type { AppError } from '../../../shared/base/app-error.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import type { BulkFrame } from '../platform/bulk-frame.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findCursor } from '../store/cursors.ts';
import type { WritableDb } from '../store/db.ts';
import { mayInsertPersons } from '../store/insert-persons.ts';
import { pendingDocuments } from '../store/journal.ts';
import { applyFrame } from './apply-frame.ts';

/** Fewer are not worth it. */
const least = 256;

/** True where the persons of the frame are new to this replica, every one, and nothing else in it is about them. */
const isNew = (host: Host, frame: BulkFrame): boolean => {
  const { replica } = getOffice(host);
  const cursor = findCursor(replica.db, frame.header.stream);
  if (frame.ids.length < least || (cursor && cursor.epoch !== frame.header.epoch) || frame.header.to <= (cursor?.seq ?? 0)) return false;
  const [pending, ids] = [pendingDocuments(replica.db), new Set(frame.ids)];
  return mayInsertPersons(replica, frame) && !frame.ids.some((id) => pending.has(`persons/${id}`)) && !frame.others.some((item) => ids.has(item.i));
};

/** Applies a chunk of which `frame` was made: in bulk where all in it is new here, else item by item. Errors: as of `applyFrame`. */
export const applyChunk = (host: Host, bytes: Uint8Array, frame: BulkFrame, more?: (db: WritableDb) => void): Result<void, AppError> => {
  if (isNew(host, frame)) return applyFrame(host, frame.header, frame.others, more, frame);
  const decoded = decodeFrame(host.crypto, bytes);
  return decoded.ok ? applyFrame(host, decoded.value.header, decoded.value.items, more) : err({ type: 'ServerNonsense', detail: 'chunk' });
};
