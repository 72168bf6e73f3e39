import type { AppError } from '../../../shared/base/app-error.ts';
import { classOf, documentSchemas, type DocumentOf } from '../../../shared/domain/collection.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findCursor, setCursor } from '../store/cursors.ts';
import type { WritableDb } from '../store/db.ts';
import { findDocument } from '../store/documents.ts';
import { listPendingOf } from '../store/journal.ts';
import type { DocumentWrite, Replica } from '../store/replica.ts';
import { indexPerson } from '../store/search/person-index.ts';
import { setSetting } from '../store/settings.ts';
import { forgetServerVersions, serverVersionOf, setServerVersion } from '../store/versions.ts';
import { movedTrace } from './moved-trace.ts';

type Put = Extract<StreamItem, { k: 'put' }>;

/** The centre's document with this device's unanswered entries on top, in their order: what a person typed here stays on the screen until the centre has judged it. */
const withPending = (replica: Replica, item: Put): DocumentOf[Put['c']] => {
  const pending = listPendingOf(replica.db, item.c, item.i).flatMap((row) => findEntry(row.bytes)?.changes ?? []);
  return Object.assign({}, item.d, ...pending) as DocumentOf[Put['c']];
};

/**
 * What an item writes: a document, nothing (an older version, a trace of what was never here), or 'aside' where it is not a document this program can read.
 * `earlier` holds what the frame itself has written before: a case may come and move away within one frame.
 */
const writeOf = (host: Host, item: StreamItem, renewed: boolean, earlier: ReadonlyMap<string, DocumentWrite>): DocumentWrite | 'aside' | undefined => {
  const { replica, certificate } = getOffice(host);
  if (!renewed && item.v < serverVersionOf(replica.db, item.c, item.i)) return undefined;
  if (item.k === 'moved') {
    const found = item.c === 'cases' ? ((earlier.get(`cases/${item.i}`)?.document as Case | undefined) ?? findDocument(replica, 'cases', item.i)) : undefined;
    return found && { collection: 'cases', document: movedTrace(found, item, certificate.area) };
  }
  // Judged by the schema, stored as it came: fields of a later version are kept.
  if (item.d.id !== item.i || !documentSchemas[item.c].safeParse(item.d).success) return 'aside';
  return { collection: item.c, document: withPending(replica, item) };
};

/**
 * Applies one frame: its documents, their versions and search rows, and the stream's cursor, in one transaction (durability normal: it can be pulled again).
 * A frame already applied is passed over. An item that this program cannot read is kept aside and does not stop the stream. Errors: ServerNonsense (a stream
 * outside the certificate, a gap), those of the storage.
 */
export const applyFrame = (host: Host, header: FrameHeader, items: readonly StreamItem[]): Result<void, AppError> => {
  const { replica, certificate } = getOffice(host);
  if (!certificate.classes.some((sensitivity) => header.stream === `${certificate.area}/${sensitivity}`)) return err({ type: 'ServerNonsense', detail: 'stream' });
  const cursor = findCursor(replica.db, header.stream);
  const renewed = cursor !== undefined && header.epoch > cursor.epoch;
  const reached = cursor && !renewed ? cursor.seq : 0;
  if (cursor && header.epoch < cursor.epoch) return err({ type: 'ServerNonsense', detail: 'epoch' });
  if (header.to <= reached && !renewed) return ok();
  if (header.from > reached) return err({ type: 'ServerNonsense', detail: 'gap' });

  const documents = new Map<string, DocumentWrite>();
  const persons: Person[] = [];
  const aside: StreamItem[] = [];
  for (const item of items) {
    const write = writeOf(host, item, renewed, documents);
    if (write === 'aside') aside.push(item);
    else if (write) {
      documents.set(`${item.c}/${item.i}`, write);
      if (item.c === 'persons' && item.k === 'put') persons.push(write.document as Person);
    }
  }
  const sql = (db: WritableDb) => {
    for (const person of persons) indexPerson(db, person);
    // Of this and of the frames that follow: until an item is read anew, its old version says nothing.
    if (renewed) forgetServerVersions(db, Object.entries(classOf).flatMap(([collection, sensitivity]) => (header.stream.endsWith(`/${sensitivity}`) ? collection : [])));
    for (const item of items) setServerVersion(db, item.c, item.i, item.v);
    for (const item of aside) setSetting(db, `aside.${header.stream}.${header.to}.${item.i}`, item);
    setCursor(db, { stream: header.stream, epoch: header.epoch, seq: header.to });
  };
  const applied = replica.commit({ durability: 'normal', documents: [...documents.values()], sql });
  if (!applied.ok) return applied;
  if (aside.length > 0) host.log('itemsKeptAside', { stream: header.stream, count: aside.length });
  host.notices.tell('documents');
  return ok();
};
