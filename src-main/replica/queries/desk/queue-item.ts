import type { Instant } from '../../../../shared/base/instant.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import type { QueueKind } from '../../../../shared/ipc/queue-rows.ts';

/** One thing that waits, as the index keeps it. `text` is what is searched: folded names and the number. */
export type QueueItem = {
  readonly id: string;
  readonly kind: QueueKind;
  readonly document: string;
  readonly caseId: string | null;
  readonly personId: string | null;
  readonly number: string;
  readonly risk: string;
  readonly by: string | null;
  readonly byName: string;
  readonly since: Instant;
  readonly due: PlainDate | null;
  readonly until: PlainDate | null;
  readonly why: string;
};

/** Whose work a case is: who it was given to, else who opened it. */
export const workerOf = ({ opened, assigned }: Pick<Case, 'opened' | 'assigned'>): { readonly id: string; readonly name: string } => (assigned ? { id: assigned.to, name: assigned.toName } : { id: opened.by, name: opened.byName });

/** The newest step that brought the case where it stands. */
const sinceOf = (found: Case): Instant => ({ draft: found.opened, review: found.handedOver, returned: found.returned, approved: found.approved, transferredAway: found.transferred })[found.status]?.at ?? found.opened.at;

/** A case that waits as `kind`. */
export const itemOfCase = (found: Case, kind: QueueKind, due: PlainDate | null): QueueItem => {
  const worker = workerOf(found);
  return {
    id: `${kind}:${found.id}`, kind, document: found.id, caseId: found.id, personId: found.personId, number: found.number, risk: found.risk, by: worker.id, byName: worker.name,
    since: sinceOf(found), due, until: found.aside?.until ?? null, why: found.aside?.reason ?? '',
  };
};

/** What the centre put aside stands first: it stops whatever follows it; then disputes that hold up no deadline, since the record stands still until they are decided. What else has no deadline stands last. */
const rank = ({ kind, due }: QueueItem): string => (kind === 'aside' ? '0000' : (due ?? (kind === 'conflict' ? '0001' : '9999')));

/** By urgency: the nearest deadline, then what has waited longest. */
export const compareItems = (a: QueueItem, b: QueueItem): number => {
  const [x, y] = [rank(a), rank(b)];
  if (x !== y) return x < y ? -1 : 1;
  if (a.since !== b.since) return a.since < b.since ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
};
