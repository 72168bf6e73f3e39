import type { AppError } from '../../../shared/base/app-error.ts';
import { instantOf } from '../../../shared/base/instant.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import type { OfficeReply } from '../../../shared/sync/messages.ts';
import type { OfficeRoster } from '../../../shared/sync/office-roster.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import type { DeviceSetting } from '../session/device-settings.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { WritableDb } from '../store/db.ts';
import { historyOf } from '../store/journal.ts';
import { dropOfficeEntries, endOfficeEntries, listOfficeLaidOf, listOfficeOpenBy, officeAuthorsOf, type OfficeEntryRow } from '../store/office-entries.ts';
import { dropOfficeManifests, dropOfficeReceipt, listOfficeReceipts } from '../store/office-papers.ts';
import { dropProofs } from '../store/office-proofs.ts';
import { suspectDocument } from '../store/suspects.ts';
import { serverVersionOf } from '../store/versions.ts';
import { distinctKeys, indexLaidOut, layOut } from './lay-out.ts';

type Gone = NonNullable<OfficeReply['gone']>[number];

/** What was kept for entries of a laptop, and to be brought to it, of which nothing is open any more. */
const dropPapers = (db: WritableDb, device: string): void => {
  for (const { hash, device: owner } of listOfficeReceipts(db)) if (owner === device) dropOfficeReceipt(db, hash);
  // None of its entries will come any more.
  dropOfficeManifests(db, device, () => true);
  dropProofs(db, device);
};

/** Fallen words that are kept until somebody has seen them. */
const mostFallen = 500;

/** What was typed, as text; the facts of a case one by one. */
const valuesOf = (changes: Readonly<Record<string, unknown>>): { field: string; value: string }[] =>
  Object.entries({ ...changes, ...(typeof changes['facts'] === 'object' ? changes['facts'] : {}) }).flatMap(([field, value]) => (field !== 'id' && (value === null || typeof value === 'string' || typeof value === 'number') ? { field, value: String(value ?? '') } : []));

type Fallen = DeviceSetting<'office.fallen'>[number];
const fallenOf = (roster: OfficeRoster | undefined, { device, number, collection, document, author, bytes }: OfficeEntryRow, kept: boolean): Fallen => {
  const entry = findEntry(bytes);
  return {
    id: `${device}/${number}`, laptop: roster?.devices.find((one) => one.device === device)?.name ?? '', byName: roster?.staff.find(({ staff }) => staff === author)?.name ?? '',
    collection, document, at: instantOf(Number.parseInt((entry?.hlc ?? '0').slice(0, 12), 16)), kept, values: valuesOf(entry?.changes ?? {}),
  };
};

/** `fallen`: neither the centre nor anybody here goes by them, now or later. What nobody released of a record that the centre has would hide its every later word; a record that only such entries have made hides nothing, and stays, to be released or not. */
const sortOut = (host: Host, { device, asked, taken, aside }: Gone): { readonly ended: readonly OfficeEntryRow[]; readonly fallen: readonly OfficeEntryRow[] } => {
  const { db } = getOffice(host).replica;
  const [here, took, put] = [new Set(asked), new Set(taken), new Set(aside)];
  const rows = listOfficeOpenBy(db, device).filter(({ number }) => here.has(number));
  const isFallen = ({ number, batch, collection, document }: OfficeEntryRow) => put.has(number) || (!took.has(number) && batch === null && serverVersionOf(db, collection, document) > 0);
  return { ended: rows.filter(({ number }) => took.has(number)), fallen: rows.filter(isFallen) };
};

const takeOne = (host: Host, roster: OfficeRoster | undefined, gone: Gone): Result<void, AppError> => {
  const { replica } = getOffice(host);
  const { device } = gone;
  const { ended, fallen } = sortOut(host, gone);
  if (ended.length + fallen.length === 0) return ok();
  const [over, aside] = [new Set(fallen.map(({ number }) => number)), new Set(gone.aside)];
  const keys = distinctKeys([...ended, ...fallen]);
  const documents = layOut(replica, keys, ({ collection, document }) => listOfficeLaidOf(replica.db, collection, document).filter((row) => row.device !== device || !over.has(row.number)));
  const unseen = [...(findDeviceSetting(replica.db, 'office.fallen') ?? []), ...fallen.map((row) => fallenOf(roster, row, aside.has(row.number)))].slice(-mostFallen);
  const saved = replica.commit({
    durability: 'full',
    documents,
    sql: (db) => {
      endOfficeEntries(db, device, ended.map(({ number }) => number), null);
      dropOfficeEntries(db, device, fallen.map(({ number }) => number));
      if (fallen.length > 0) putDeviceSetting(db, 'office.fallen', unseen);
      dropPapers(db, device);
      // The centre's word on it may have come before the entries did, and lie under no other: then it is fetched. What the centre does not have, and nobody else has written of, goes.
      for (const { collection, document } of keys) {
        const isNobodys = historyOf(db, document).length === 0 && officeAuthorsOf(db, document).length === 0;
        if (serverVersionOf(db, collection, document) > 0 || isNobodys) suspectDocument(db, { collection, document });
      }
      indexLaidOut(db, documents);
    },
  });
  if (!saved.ok) return saved;
  host.log('laptopGone', { device, ended: ended.length, fallen: fallen.length });
  host.notices.tell('documents');
  return ok();
};

/**
 * The centre's word on laptops that are no longer of this office (moved away, or revoked): what it has answered for of theirs is laid over nothing any more, since no letter of theirs will ever say so, and its receipts say nothing to whoever has not all that
 * they are for. What it has not, and is released, is carried to it; what nobody released falls away where the centre has a word of its own, and is told to a supervisor (`roster`: the office as it was, for the names). Errors: those of the storage.
 */
export const takeGone = (host: Host, roster: OfficeRoster | undefined, gone: OfficeReply['gone']): Result<void, AppError> => {
  for (const one of gone ?? []) {
    const taken = takeOne(host, roster, one);
    if (!taken.ok) return taken;
  }
  return ok();
};
