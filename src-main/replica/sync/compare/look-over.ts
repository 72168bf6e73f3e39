import type { CollectionName } from '../../../../shared/domain/collection.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDeviceSetting, putDeviceSetting } from '../../session/device-setting.ts';
import { documentTable, plainDocument } from '../../store/documents.ts';
import { pendingDocuments } from '../../store/journal.ts';
import { listVersionsWithPrint, listMissing, listNobodys, setPrint } from '../../store/prints.ts';
import { printOf, suspectDocument, type Suspect } from '../../store/suspects.ts';
import { comparedKinds } from './own-sums.ts';

/** A whole look in this time at most once. */
const everyMilliseconds = 20 * 3_600_000;

/** Documents between two breaths, and in one go: the rest has its turn after the next sync. */
const slice = 100;
const mostInOneGo = 5000;

/** After a load of so many nobody waits for a look as well: it comes after the next sync. */
const load = 256;

type Seen = { readonly suspects: readonly Suspect[]; readonly prints: readonly { readonly id: string; readonly print: number }[]; readonly last: string | undefined };

/** Looks at the documents of a kind from `after` on: those whose content is not what was pulled are suspects, those that nobody looked at before get their print. What this office has on top is not looked at. */
const lookAt = (host: Host, kind: CollectionName, after: string): Seen => {
  const { replica } = getOffice(host);
  const rows = replica.db.list<{ id: string; body: string }>(`SELECT id, body FROM ${documentTable(replica, kind)} WHERE deleted = 0 AND id > ? ORDER BY id LIMIT ?`, after, slice);
  const [pending, versions] = [pendingDocuments(replica.db), listVersionsWithPrint(replica.db, kind, rows.map(({ id }) => id))];
  const [suspects, prints]: [Suspect[], { id: string; print: number }[]] = [[], []];
  for (const { id, body } of rows) {
    const known = versions.get(id);
    if (known === undefined || pending.has(`${kind}/${id}`)) continue;
    const print = printOf(plainDocument(body));
    if (known === null) prints.push({ id, print });
    else if (known !== print) suspects.push({ collection: kind, document: id });
  }
  return { suspects, prints, last: rows.length < slice ? undefined : rows.at(-1)?.id };
};

/** What a kind lacks, and what of it nobody has sent or written. */
const lookAround = (host: Host, kind: CollectionName): Suspect[] => {
  const { replica } = getOffice(host);
  const [table, pending] = [documentTable(replica, kind), pendingDocuments(replica.db)];
  return [...listMissing(replica.db, table, kind).filter((id) => !pending.has(`${kind}/${id}`)), ...listNobodys(replica.db, table, kind)].map((document) => ({ collection: kind, document }));
};

/**
 * Once a day, after a sync that was done, looks through the documents whether each is as it was pulled: what a fault of disk or program has changed, lost or added is not in any checksum of versions. What is found becomes a suspect, and another
 * sync compares and repairs it. In slices, so that nobody waits; true where something was found. A disk without room is no reason to stop: it is looked at again.
 */
export const lookOver = async (host: Host, breathe: () => Promise<void>): Promise<boolean> => {
  const { office } = host;
  if (!office || host.sync.phase !== 'done' || host.sync.itemsReceived >= load) return false;
  const { db, commit } = office.replica;
  const kinds = comparedKinds(host);
  const now = host.clock.now();
  const known = findDeviceSetting(db, 'sync.looked');
  const place = known?.place ?? null;
  if (known && place === null && now - known.at < everyMilliseconds && now >= known.at) return false;
  let [kind, after, found]: [CollectionName | undefined, string, boolean] = [kinds.find((one) => one === place?.kind) ?? kinds[0], place?.after ?? '', false];
  for (let looked = 0; kind !== undefined && looked < mostInOneGo && host.office === office; looked += slice) {
    const current: CollectionName = kind;
    const seen = lookAt(host, current, after);
    const suspects = seen.last === undefined ? [...seen.suspects, ...lookAround(host, current)] : seen.suspects;
    [kind, after] = seen.last === undefined ? [kinds[kinds.indexOf(current) + 1], ''] : [current, seen.last];
    const next = { at: now, place: kind === undefined ? null : { kind, after } };
    const kept = commit({ durability: 'normal', documents: [], sql: (write) => {
      for (const suspect of suspects) suspectDocument(write, suspect);
      for (const { id, print } of seen.prints) setPrint(write, current, id, print);
      putDeviceSetting(write, 'sync.looked', next);
    } });
    if (!kept.ok) return found;
    if (suspects.length > 0) host.log('documentsNotAsPulled', { kind: current, count: suspects.length });
    found ||= suspects.length > 0;
    await breathe();
  }
  return found;
};
