import { instantOf, type Instant } from '../../../../shared/base/instant.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { staffNames } from '../staff-names.ts';
import { findDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';
import { findDuplicates } from '../../store/search/duplicate-candidates.ts';
import type { QueueItem } from './queue-item.ts';

/** Of the people who were registered lastly: each is looked for in the whole registry, which takes milliseconds. */
const mostPeople = 50;

type Registered = { readonly document: string; readonly author: string; readonly at: string };
/** Person → the record it may be the second of; as of the registry's newest change. */
const known = new WeakMap<Replica, { readonly persons: number; readonly twins: ReadonlyMap<string, string | null> }>();

/** Whom this office has registered and not yet released. */
const listRegistered = (replica: Replica): Registered[] =>
  replica.db.list<Registered>(
    `SELECT document, author, at FROM journal WHERE receipt IS NULL AND batch IS NULL AND settled = 0 AND collection = 'persons' AND command = 'person.register'
       UNION ALL SELECT document, author, '' AS at FROM office_entry WHERE ended = 0 AND batch IS NULL AND collection = 'persons' AND command = 'person.register' ORDER BY document DESC LIMIT ?`, mostPeople,
  );

/** A colleague's record says it by its id, whose first 48 bits are a time (RFC 9562, version 7). */
const madeAt = (id: string): Instant => instantOf(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));

const twinOf = (replica: Replica, person: Person): string | null =>
  findDuplicates(replica.db, person).find(({ id }) => id !== person.id && !person.notSame?.includes(id as Person['id']) && !findDocument(replica, 'persons', id)?.notSame?.includes(person.id))?.id ?? null;

/**
 * New records that may be of somebody who is registered already: while they are in no batch a merge costs the least. Of two new ones that are alike the later one stands here. `persons`: the registry's newest change; the deadline is that of a case of theirs that
 * waits (`dueOf`).
 */
export const listPossibleDuplicates = (host: Host, persons: number, dueOf: (person: string) => PlainDate | null): QueueItem[] => {
  const { replica } = getOffice(host);
  const registered = listRegistered(replica);
  const before = known.get(replica);
  const kept = before?.persons === persons ? before.twins : new Map<string, string | null>();
  const people = registered.flatMap((row) => {
    const person = findDocument(replica, 'persons', row.document);
    return person && !person.mergedInto ? [{ ...row, person, twin: kept.has(row.document) ? kept.get(row.document)! : twinOf(replica, person) }] : [];
  });
  known.set(replica, { persons, twins: new Map(people.map(({ document, twin }) => [document, twin])) });
  const twins = new Map(people.map(({ document, twin }) => [document, twin]));
  const names = staffNames(replica.db);
  return people.filter(({ document, twin }) => twin !== null && !(twins.get(twin) === document && twin > document)).map(({ document, author, at, person }): QueueItem => ({
    id: `duplicate:${document}`, kind: 'duplicate', document, caseId: null, personId: person.id, number: '', risk: '', by: null, byName: names.get(author) ?? '', since: at === '' ? madeAt(document) : (at as Instant), due: dueOf(document), until: null, why: '',
  }));
};
