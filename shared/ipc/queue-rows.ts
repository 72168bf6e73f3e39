import { z } from 'zod';
import { CaseId, PersonId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';

/** What may wait for a supervisor: a case handed over, one handed over again after a return, one that is with its caseworker, an approved one for a batch, a merge for a batch, what the centre put aside, a re-examination that is overdue, a dispute (`id` is `conflict:<task>`), a new record that may be of somebody who is registered already. */
export const QueueKind = z.enum(['review', 'answered', 'aside', 'returned', 'release', 'merge', 'reexamination', 'conflict', 'duplicate']);
export type QueueKind = z.infer<typeof QueueKind>;

/** How near a deadline is (shared/rules/desk/urgency.ts). */
export const Urgency = z.enum(['overdue', 'today', 'soon', 'later', 'none']);
export type Urgency = z.infer<typeof Urgency>;

/** What of the queue is shown; empty lists and null: all. `waiting`: what was put aside until a later day instead of the rest. */
export const QueueFilter = z.object({
  text: z.string().max(200).default(''),
  kinds: z.array(QueueKind).max(QueueKind.options.length).default([]),
  risk: z.string().max(60).nullable().default(null),
  by: StaffId.nullable().default(null),
  urgency: z.array(Urgency).max(Urgency.options.length).default([]),
  waiting: z.boolean().default(false),
});
export type QueueFilter = z.infer<typeof QueueFilter>;

/** A filter under a name, of one person. */
export const QueueView = z.object({ name: z.string().trim().min(1, { error: 'required' }).max(60, { error: 'tooLong' }), filter: QueueFilter });
export type QueueView = z.infer<typeof QueueView>;

/** Sums of payments, exact decimal texts in tenge. */
export const QueueSum = z.object({ monthly: z.string(), once: z.string() });
export type QueueSum = z.infer<typeof QueueSum>;

/** One thing that waits. `id` is `<kind>:<document>`; `by` is whose work it is; `due` the legal deadline (of a re-examination its day); `sum` what the law gives, null where nothing can be said. */
export const QueueRow = z.object({
  id: z.string(),
  kind: QueueKind,
  caseId: CaseId.nullable(),
  personId: PersonId.nullable(),
  number: z.string(),
  risk: z.string(),
  personKk: z.string(),
  personRu: z.string(),
  by: StaffId.nullable(),
  byName: z.string(),
  since: Instant,
  due: PlainDate.nullable(),
  urgency: Urgency,
  /** Until when it was put aside, and why. */
  until: PlainDate.nullable(),
  why: z.string(),
  sum: QueueSum.nullable(),
});
export type QueueRow = z.infer<typeof QueueRow>;

const count = z.int().nonnegative();

/** A stretch of the queue: rows from `offset` on, of `total` that pass the filter. Counts are over all that waits, whatever the filter. */
export const QueuePage = z.object({
  total: count,
  offset: count,
  rows: z.array(QueueRow),
  counts: z.object({ all: count, waiting: count, kinds: z.record(z.string(), count), urgencies: z.record(z.string(), count), risks: z.record(z.string(), count) }),
  people: z.array(z.object({ id: StaffId, name: z.string(), count })),
});
export type QueuePage = z.infer<typeof QueuePage>;
