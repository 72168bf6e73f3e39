import type { Instant } from '../../../../shared/base/instant.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';
import { disputedDocuments } from '../find-task.ts';
import { isFollowed } from '../mse/followed-act.ts';
import { listReleasableCases } from '../releasable.ts';
import { listDisputes } from './dispute-items.ts';
import { listPossibleDuplicates } from './duplicate-items.ts';
import { itemOfCase, type QueueItem } from './queue-item.ts';

const nothingElse = { caseId: null, number: '', risk: '', by: null, byName: '', due: null, until: null, why: '' } as const;

/** Merges and their undoing that are in no batch yet. */
const listMerges = (replica: Replica): QueueItem[] => {
  const rows = replica.db.list<{ document: string; at: Instant; author: string }>(
    `SELECT document, max(at) AS at, author FROM journal WHERE receipt IS NULL AND batch IS NULL AND settled = 0 AND collection = 'persons' AND command IN ('person.merge', 'person.unmerge') GROUP BY document`,
  );
  // Both records of a merge have an entry; the one that was given up tells of it.
  return rows.flatMap(({ document, at }) => {
    const person = findDocument(replica, 'persons', document);
    return person?.merge ? [{ ...nothingElse, id: `merge:${document}`, kind: 'merge' as const, document, personId: document, byName: (person.merge.undone ?? person.merge.merged).byName, since: at }] : [];
  });
};

/** What the centre put aside, one item for a document. */
const listAside = (replica: Replica): QueueItem[] => {
  // A dispute stands in the queue by itself, on every laptop of the office.
  const disputed = JSON.stringify([...disputedDocuments(replica)]);
  const rows = replica.db.list<{ collection: string; document: string; at: Instant; why: string | null }>(
    `SELECT collection, document, min(at) AS at, why FROM journal WHERE result = 'quarantined' AND settled = 0 AND NOT (why = 'conflict' AND document IN (SELECT value FROM json_each(?))) GROUP BY collection, document`, disputed,
  );
  return rows.map(({ collection, document, at, why }): QueueItem => {
    const found = collection === 'cases' ? findDocument(replica, 'cases', document) : undefined;
    const personId = found?.personId ?? (collection === 'persons' ? document : null);
    const base = found ? itemOfCase(found, 'aside', null) : { ...nothingElse, kind: 'aside' as const, document, personId };
    return { ...base, id: `aside:${document}`, since: at, why: why ?? '' };
  });
};

/** Re-examinations whose day has come, where no newer act is here. A laptop without the medical class has none. */
const listReexaminations = (replica: Replica, today: PlainDate): QueueItem[] => {
  const acts = documentTable(replica, 'acts');
  const rows = replica.db.list<{ id: string; personId: string; number: string; until: PlainDate }>(
    `SELECT a.id, a.personId, a.number, a.until FROM ${acts} a WHERE a.deleted = 0 AND a.status = 'signed' AND a.until > '' AND a.until <= ?
       AND NOT ${isFollowed(acts)}`, today,
  );
  return rows.map(({ id, personId, number, until }) => ({ ...nothingElse, id: `reexamination:${id}`, kind: 'reexamination', document: id, personId, number, since: `${until}T00:00:00.000Z` as Instant, due: until }));
};

/** The nearest deadline among the cases of a person that wait; null where none does. */
const nearestOf = (cases: readonly QueueItem[]): ((person: string) => PlainDate | null) => {
  let days: Map<string, PlainDate> | undefined;
  return (person) => {
    // Most queues have nothing that asks.
    days ??= cases.reduce((found, { personId, due }) => (personId === null || due === null || (found.get(personId) ?? '9999') < due ? found : found.set(personId, due)), new Map<string, PlainDate>());
    return days.get(person) ?? null;
  };
};

/** What waits besides cases in review or returned (`cases`): disputes, new records that may be second ones, what waits for a batch, at the centre, for the commission. `persons`: the newest change of the registry. */
export const listOtherItems = (host: Host, { day: today, persons }: { readonly day: PlainDate; readonly persons: number }, cases: readonly QueueItem[]): QueueItem[] => {
  const { replica } = getOffice(host);
  const dueOf = nearestOf(cases);
  return [...listAside(replica), ...listDisputes(host, dueOf), ...listPossibleDuplicates(host, persons, dueOf), ...listReleasableCases(replica).map((found) => itemOfCase(found, 'release', null)), ...listMerges(replica), ...listReexaminations(replica, today)];
};
