import type { QueuePage } from '../../../../shared/ipc/queue-rows.ts';
import type { Urgency } from '../../../../shared/rules/desk/urgency.ts';
import type { QueueItem } from './queue-item.ts';

/** An item with what a filter looks at: `text` is what is searched, `isAway` whether it was put aside until a later day. */
export type QueueEntry = { readonly item: QueueItem; readonly text: string; readonly urgency: Urgency; readonly isAway: boolean };
/** How much waits, of each kind, and whose work it is. */
export type QueueCounts = Pick<QueuePage, 'counts' | 'people'>;

const raise = (counts: Record<string, number>, key: string): void => void (counts[key] = (counts[key] ?? 0) + 1);

/** Counts all that waits. What was put aside until a later day counts only as that. Pure. */
export const countQueue = (entries: readonly QueueEntry[]): QueueCounts => {
  const counts = { all: 0, waiting: 0, kinds: {} as Record<string, number>, urgencies: {} as Record<string, number>, risks: {} as Record<string, number> };
  const people = new Map<string, { name: string; count: number }>();
  for (const { item, urgency, isAway } of entries) {
    if (isAway) {
      counts.waiting += 1;
      continue;
    }
    counts.all += 1;
    raise(counts.kinds, item.kind);
    raise(counts.urgencies, urgency);
    if (item.risk !== '') raise(counts.risks, item.risk);
    if (item.by === null) continue;
    const person = people.get(item.by);
    if (person) person.count += 1;
    else people.set(item.by, { name: item.byName, count: 1 });
  }
  const named = [...people].map(([id, { name, count }]) => ({ id: id as QueuePage['people'][number]['id'], name, count })).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  return { counts, people: named };
};
