import type { z } from 'zod';
import type { DeviceId } from '../../../shared/base/ids.ts';
import { toBase64url } from '../../../shared/base/base64url.ts';
import type { CollectionName } from '../../../shared/domain/collection.ts';
import { changedFields } from '../../../shared/sync/changed-fields.ts';
import { nextHlc } from '../../../shared/sync/hlc.ts';
import { encodeEntry } from '../../../shared/sync/journal-entry.ts';
import { setChanges } from '../../../shared/sync/set-changes.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { readableHere } from '../office/readable-here.ts';
import { listOfficeEntriesOf } from '../store/office-entries.ts';
import { findLastEntry, type NewJournalRow } from '../store/journal.ts';
import { serverVersionOf } from '../store/versions.ts';
import type { DocumentChange } from './document-change.ts';

/** The journal rows of a command, and the clock's head after them. */
export type ComposedEntries = { readonly rows: readonly NewJournalRow[]; readonly hlc: string };

/** A document that was only read, where reading is to leave a trace. */
export type DocumentSeen = { readonly collection: CollectionName; readonly id: string };

/**
 * One entry per changed document: only the fields that changed, the centre's version they were changed on, and the hash of the entry before.
 * A change that changes nothing gives no entry. Each of `seen` gets an entry without changes, after the others. `note` goes with each.
 */
export const composeEntries = (host: Host, command: string, changes: readonly DocumentChange[], seen: readonly DocumentSeen[] = [], note?: string): ComposedEntries => {
  const { replica, session, certificate } = getOffice(host);
  const last = findLastEntry(replica.db);
  let [number, previous, hlc] = [last?.number ?? 0, new Uint8Array(last?.hash ?? new Uint8Array(32)), findDeviceSetting(replica.db, 'journal.hlc') ?? ''];
  const rows: NewJournalRow[] = [];
  const changed = changes.map(({ collection, before, after }) => ({ collection, document: after.id, before, fields: changedFields(before, after) as Record<string, z.core.util.JSONType> })).filter(({ fields }) => Object.keys(fields).length > 0);
  for (const { collection, document, before, fields } of [...changed, ...seen.map(({ collection: read, id }) => ({ collection: read, document: id, before: undefined, fields: {} }))]) {
    hlc = nextHlc(hlc, host.clock.now());
    // Per laptop its newest entry that was shown; the rows come by number.
    const heard = [...new Map(readableHere(listOfficeEntriesOf(replica.db, collection, document)).map(({ device, number: theirs }) => [device as DeviceId, theirs]))];
    const sets = setChanges(collection, before as Readonly<Record<string, unknown>> | undefined, fields);
    const bytes = encodeEntry({
      v: 1, device: certificate.device, number: ++number, collection, document, base: serverVersionOf(replica.db, collection, document), ...(heard.length > 0 ? { heard: heard.slice(0, 16) } : {}),
      changes: fields, ...(sets ? { sets } : {}), command, ...(note === undefined ? {} : { note }), author: session.staff, hlc, previous: toBase64url(previous),
    });
    const hash = new Uint8Array(host.crypto.sha256(bytes));
    rows.push({ number, hash, previous, collection, document, bytes, author: session.staff, command, at: host.clock.instant() });
    previous = hash;
  }
  return { rows, hlc };
};
