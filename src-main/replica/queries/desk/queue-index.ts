import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { urgencyOn } from '../../../../shared/rules/desk/urgency.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';
import { listChangedCases } from './case-items.ts';
import { countQueue, type QueueCounts, type QueueEntry } from './count-queue.ts';
import { mergeQueues } from './merge-queues.ts';
import { listOtherItems } from './other-items.ts';
import { compareItems, type QueueItem } from './queue-item.ts';

/** All that waits, by urgency, and how much of each. Another object after each change. */
export type QueueIndex = QueueCounts & { readonly entries: readonly QueueEntry[] };

type Mark = { readonly persons: number; readonly journal: string; readonly day: PlainDate };
type Kept = { readonly index: QueueIndex; readonly cases: readonly QueueEntry[]; readonly sequence: number; readonly mark: Mark };
const kept = new WeakMap<Replica, Kept>();

/** Changes whenever an entry is written, released or answered for, or an act or a dispute comes. */
const journalMark = (replica: Replica): string =>
  JSON.stringify(replica.db.find<Record<string, unknown>>(
    `SELECT (SELECT max(number) FROM journal) AS entry, (SELECT count(*) || ' ' || count(batch) || ' ' || total(ended) FROM office_entry) AS colleagues, (SELECT max(id) FROM receipt) AS receipt, (SELECT count(*) FROM journal WHERE result = 'quarantined' AND settled = 0) AS aside,
       (SELECT max(lwt) FROM ${documentTable(replica, 'batches')}) AS batch, (SELECT max(id) || count(*) FROM ${documentTable(replica, 'acts')} WHERE status = 'signed') AS acts,
       (SELECT group_concat(total) FROM (${['registryTasks', 'caseworkTasks'].map((kind) => `SELECT count(*) || ' ' || total(status = 'open') AS total FROM ${documentTable(replica, kind as 'registryTasks')}`).join(' UNION ALL ')})) AS disputes`,
  ));

const newestPerson = (replica: Replica): number => replica.db.find<{ newest: number | null }>(`SELECT max(sequence) AS newest FROM ${documentTable(replica, 'persons')}`)?.newest ?? 0;

/** Makes entries of items: with the folded names of their people as the search keeps them, and how near their deadlines are. */
const entriesOf = (host: Host, items: readonly QueueItem[], today: PlainDate): QueueEntry[] => {
  if (items.length === 0) return [];
  const { db } = getOffice(host).replica;
  const people = [...new Set(items.flatMap(({ personId }) => personId ?? []))];
  const names = new Map(
    db.list<{ id: string; text: string }>("SELECT id, last || ' ' || first || ' ' || patronymic || ' ' || coalesce(iin, '') AS text FROM person_key WHERE id IN (SELECT value FROM json_each(?))", JSON.stringify(people)).map((row) => [row.id, row.text]),
  );
  const urgencyOf = urgencyOn(host.mse().rules, today);
  return items.map((item) => ({ item, text: ` ${names.get(item.personId ?? '') ?? ''} ${item.number.toLowerCase()}`, urgency: urgencyOf(item.due), // put aside until a day, but never past the day of the law
    isAway: item.until !== null && item.until > today && (item.due === null || item.due > today) }));
};

const byUrgency = (a: QueueEntry, b: QueueEntry): number => compareItems(a.item, b.item);

/**
 * The queue of this replica as it is now. Kept in memory and brought up to date by what changed since: a document's row in the store has a sequence that rises with
 * each write. Twenty thousand waiting cases are read once after an unlock, and then only those that change.
 */
export const queueIndex = (host: Host): QueueIndex => {
  const { replica } = getOffice(host);
  const mark: Mark = { persons: newestPerson(replica), journal: journalMark(replica), day: host.clock.today() };
  const found = kept.get(replica);
  // Whoever was renamed is found by the new name, and on another day other deadlines are near: then all is read anew.
  const before = found?.mark.persons === mark.persons && found.mark.day === mark.day ? found : undefined;
  const { sequence, changed } = listChangedCases(host, before?.sequence ?? 0);
  if (before && changed.length === 0 && before.mark.journal === mark.journal) return before.index;
  const gone = new Set(changed.map(({ id }) => id));
  const stayed = before?.cases.filter(({ item }) => !gone.has(item.document)) ?? [];
  const cases = mergeQueues(stayed, entriesOf(host, changed.flatMap(({ item }) => item ?? []), mark.day).sort(byUrgency), byUrgency);
  const entries = mergeQueues(cases, entriesOf(host, listOtherItems(host, mark, cases.map(({ item }) => item)), mark.day).sort(byUrgency), byUrgency);
  const index: QueueIndex = { entries, ...countQueue(entries) };
  kept.set(replica, { index, cases, sequence, mark });
  return index;
};
