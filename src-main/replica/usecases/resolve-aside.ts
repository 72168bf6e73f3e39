import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { streamKindOf, type CollectionName } from '../../../shared/domain/collection.ts';
import type { ParsedInputOf } from '../../../shared/ipc/contract.ts';
import type { AsideWay } from '../../../shared/ipc/monitor-rows.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import { expertStream } from '../../../shared/sync/frame.ts';
import { givingUp } from '../../../shared/sync/own-word.ts';
import { asideWays } from '../queries/aside-ways.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { listUnreleased, takeBackEntries } from '../store/journal.ts';
import { listAside, resolveAside, type AsideEntry } from '../store/resolve-aside.ts';
import { serverVersionOf } from '../store/versions.ts';
import { composeCopies, mended } from './compose-copies.ts';
import { composeEntries } from './compose-entries.ts';
import { changesOfRefusedMerge } from './refused-merge.ts';
import { saveChanges, saveComposed } from './save-changes.ts';

/** Characters of the word to the centre at most, a name and a reason. */
const mostNote = 1200;

type Answer = Result<Record<never, never>, AppError>;

/** What was put aside of `document`, where `way` is open for it. Errors: NotFound (entry), RuleRefused{rule: 'asideWay'}. */
const asideOf = (host: Host, document: string, way: AsideWay): Result<AsideEntry[], AppError> => {
  const { db } = getOffice(host).replica;
  const entries = listAside(db, document);
  if (entries.length === 0) return err({ type: 'NotFound', what: 'entry', id: document });
  return asideWays(db, entries).includes(way) ? ok(entries) : err({ type: 'RuleRefused', rule: 'asideWay', citation: null });
};

/**
 * aside.resend: what the centre put aside is made again on its version of today, in new entries that go into the next batch; the old ones are settled. Errors: those of {@link asideOf}, of the storage.
 */
export const resendAside = (host: Host, { document }: ParsedInputOf<'aside.resend'>): Answer => {
  const found = asideOf(host, document, 'resend');
  if (!found.ok) return found;
  const composed = composeCopies(host, found.value.flatMap(({ bytes }) => findEntry(bytes) ?? []));
  const saved = saveComposed(host, [], composed, (db) => resolveAside(db, found.value.map(({ number }) => number), 'resent', getOffice(host).session.staff, null));
  return saved.ok ? ok({}) : saved;
};

/** The stream that has a document as the centre has it: that of a file in absentia is its expert's. */
const streamOf = (host: Host, collection: CollectionName, document: string, area: string): string => {
  const opinion = collection === 'opinions' ? findDocument(getOffice(host).replica, 'opinions', document) : undefined;
  return opinion ? expertStream(area, opinion.expert) : `${area}/${streamKindOf(collection)}`;
};

/**
 * aside.discard: what the centre put aside is given up, with a reason that stays beside the entries and that the centre is told, with who it was, in an entry without changes; nothing of them is deleted. The record's stream is read anew at the next synchronisation, and the record is then as
 * the centre has it; one that the centre does not have goes, with what was in no batch yet. What a merge that is given up has brought into the record kept goes back, with the next batch. Errors: those of {@link asideOf}, of the storage.
 */
export const discardAside = (host: Host, { document, reason }: ParsedInputOf<'aside.discard'>): Answer => {
  const found = asideOf(host, document, 'discard');
  if (!found.ok) return found;
  // First, and done again where that was all that was done.
  const back = saveChanges(host, 'person.unmerge', changesOfRefusedMerge(host, document, found.value));
  if (!back.ok) return back;
  const { certificate, session, replica } = getOffice(host);
  const [first] = found.value;
  const stream = streamOf(host, first!.collection as CollectionName, document, certificate.area);
  const told = composeEntries(host, givingUp, [], [{ collection: first!.collection as CollectionName, id: document }], mended(`${session.name}: ${reason}`.slice(0, mostNote)));
  const isNowhere = serverVersionOf(replica.db, first!.collection, document) === 0;
  const unreleased = isNowhere ? listUnreleased(replica.db, [document]).map(({ number }) => number) : [];
  const saved = saveComposed(host, [], told, (db) => {
    resolveAside(db, found.value.map(({ number }) => number), 'discarded', `${session.name}: ${reason}`, stream);
    if (unreleased.length > 0) takeBackEntries(db, unreleased);
  }, isNowhere ? [{ collection: first!.collection as CollectionName, id: document }] : []);
  return saved.ok ? ok({}) : saved;
};
