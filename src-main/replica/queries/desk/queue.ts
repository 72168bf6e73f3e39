import type { Case } from '../../../../shared/domain/case.ts';
import { isInForce } from '../../../../shared/domain/is-in-force.ts';
import type { OutputOf, ParsedInputOf } from '../../../../shared/ipc/contract.ts';
import type { QueueFilter, QueueRow, QueueSum } from '../../../../shared/ipc/queue-rows.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';
import { listDecisions } from '../decisions.ts';
import { personNames } from '../person-names.ts';
import type { QueueEntry } from './count-queue.ts';
import { expectedSum, sumOf } from './expected-sum.ts';
import { filterQueue } from './filter-queue.ts';
import { queueIndex, type QueueIndex } from './queue-index.ts';

/** The last filtering: scrolling asks for it again and again. */
const last = new WeakMap<Replica, { readonly index: QueueIndex; readonly key: string; readonly found: readonly QueueEntry[] }>();

const filtered = (replica: Replica, index: QueueIndex, filter: QueueFilter): readonly QueueEntry[] => {
  const key = JSON.stringify(filter);
  const before = last.get(replica);
  if (before?.index === index && before.key === key) return before.found;
  const found = filterQueue(index.entries, filter);
  last.set(replica, { index, key, found });
  return found;
};

/** What was decided where it was, else what the law gives for the facts that were handed over. */
const sumOfCase = (host: Host, found: Case): QueueSum | null => {
  if (found.status !== 'approved') return expectedSum(host.rules(), found, host.clock.today());
  const decision = listDecisions(getOffice(host).replica, found.id).find(isInForce);
  return decision ? sumOf(decision.programmes.flatMap(({ amounts }) => amounts)) : null;
};

const rowOf = (host: Host, { item, urgency }: QueueEntry): QueueRow => {
  const { replica } = getOffice(host);
  const person = item.personId === null ? undefined : findDocument(replica, 'persons', item.personId);
  const found = item.caseId === null ? undefined : findDocument(replica, 'cases', item.caseId);
  const { kk, ru } = person ? personNames(person) : { kk: '', ru: '' };
  const { id, kind, number, risk, byName, since, due, until, why } = item;
  return {
    id, kind, number, risk, byName, since, due, until, why, urgency, personKk: kk, personRu: ru, caseId: item.caseId as QueueRow['caseId'], personId: item.personId as QueueRow['personId'],
    by: item.by as QueueRow['by'], sum: found ? sumOfCase(host, found) : null,
  };
};

/** queue.list: a stretch of what waits for the supervisor, by urgency and legal deadline, with counts over all of it. */
export const readQueue = (host: Host, { filter, offset, limit }: ParsedInputOf<'queue.list'>): OutputOf<'queue.list'> => {
  const index = queueIndex(host);
  const found = filtered(getOffice(host).replica, index, filter);
  const from = Math.min(offset, Math.max(0, found.length - 1));
  return { total: found.length, offset: from, rows: found.slice(from, from + limit).map((entry) => rowOf(host, entry)), counts: index.counts, people: index.people };
};
