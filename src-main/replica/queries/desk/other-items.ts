import type { Instant } from '../../../../shared/base/instant.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';
import { listReleasableCases } from '../releasable.ts';
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
  const rows = replica.db.list<{ collection: string; document: string; at: Instant; why: string | null }>("SELECT collection, document, min(at) AS at, why FROM journal WHERE result = 'quarantined' AND settled = 0 GROUP BY collection, document");
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
       AND NOT EXISTS (SELECT 1 FROM ${acts} b WHERE b.deleted = 0 AND b.personId = a.personId AND b.status = 'signed' AND b.id > a.id)`, today,
  );
  return rows.map(({ id, personId, number, until }) => ({ ...nothingElse, id: `reexamination:${id}`, kind: 'reexamination', document: id, personId, number, since: `${until}T00:00:00.000Z` as Instant, due: until }));
};

/** What waits besides cases in review or returned: for a batch, at the centre, for the commission. */
export const listOtherItems = (host: Host, today: PlainDate): QueueItem[] => {
  const { replica } = getOffice(host);
  return [...listAside(replica), ...listReleasableCases(replica).map((found) => itemOfCase(found, 'release', null)), ...listMerges(replica), ...listReexaminations(replica, today)];
};
