import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
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

/** True where all of the frame is here already. */
const isPassed = (host: Host, { header }: BulkFrame): boolean => {
  const cursor = findCursor(getOffice(host).replica.db, header.stream);
  return cursor?.epoch === header.epoch && header.to <= cursor.seq;
};

/** A chunk that is being applied piece by piece: its items are looked at only where a piece cannot go in as it is, and then once for all pieces. */
export class ChunkItems {
  private readonly host: Host;
  private readonly bytes: Uint8Array;
  private decoded: ReturnType<typeof decodeFrame> | undefined;

  constructor(host: Host, bytes: Uint8Array) {
    [this.host, this.bytes] = [host, bytes];
  }

  /** The items of a piece; undefined where the chunk is none. */
  of({ from, items: count }: FrameHeader): readonly StreamItem[] | undefined {
    this.decoded ??= decodeFrame(this.host.crypto, this.bytes);
    if (!this.decoded.ok) return undefined;
    const { header, items } = this.decoded.value;
    return items.length === count ? items : items.slice(from - header.from, from - header.from + count);
  }
}

/** Applies a piece of a chunk: in bulk where all in it is new here, else item by item. `more` is written in the same transaction. Errors: as of `applyFrame`; ServerNonsense where the chunk is none. */
export const applyPiece = (host: Host, chunk: ChunkItems, frame: BulkFrame, more?: (db: WritableDb) => void): Result<void, AppError> => {
  if (isPassed(host, frame)) return ok();
  if (isNew(host, frame)) return applyFrame(host, frame.header, frame.others, more, frame);
  const items = chunk.of(frame.header);
  return items ? applyFrame(host, frame.header, items, more) : err({ type: 'ServerNonsense', detail: 'chunk' });
};
