import { z } from 'zod';
import { BatchId, CaseId, PersonId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { CaseStatus } from '../domain/case-status.ts';
import { Role } from '../domain/staff.ts';
import { DuplicateReason } from '../domain/duplicate-score.ts';
import { KatoCode } from '../domain/kato.ts';
import { QuarantineReason } from '../sync/receipt.ts';

/** How far a document's changes have come: in this office only, released by a supervisor, received by the centre (receipt here), put aside there, or in dispute until a person decides. */
export const Travel = z.enum(['office', 'released', 'received', 'quarantined', 'disputed']);
export type Travel = z.infer<typeof Travel>;

/** Parts of a shown text, `[from, to)` in UTF-16 units, in order. */
export const TextRanges = z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()]).readonly());
export type TextRanges = z.infer<typeof TextRanges>;

/** A person in a list. Names are whole; `matched` names the fields that the search text hit, `ranges` which part of the names and numbers (an empty one: all of it). */
export const PersonRow = z.object({
  id: PersonId,
  nameKk: z.string(),
  nameRu: z.string(),
  iin: z.string().nullable(),
  birthDate: PlainDate,
  sex: z.enum(['male', 'female']),
  district: KatoCode,
  settlement: z.string(),
  phone: z.string(),
  matched: z.array(z.enum(['nameKk', 'nameRu', 'iin', 'birthDate', 'phone'])),
  ranges: z.object({ nameKk: TextRanges, nameRu: TextRanges, iin: TextRanges, phone: TextRanges }),
  travel: Travel,
});
export type PersonRow = z.infer<typeof PersonRow>;

/** A record that may be of the same person: likeness in whole per cent, and why. */
export const SimilarRow = z.object({ id: PersonId, person: PersonRow, percent: z.int().min(0).max(100), reasons: z.array(DuplicateReason) });
export type SimilarRow = z.infer<typeof SimilarRow>;

/** A merge in the log: names as they are now. `undone`: who took it back, and when. `left`: cases here that it moved and that have not gone back, where it was taken back. */
export const MergeRow = z.object({
  id: PersonId,
  nameKk: z.string(), nameRu: z.string(),
  into: PersonId,
  intoKk: z.string(), intoRu: z.string(),
  byName: z.string(),
  at: Instant,
  fields: z.array(z.string()),
  cases: z.int(),
  undone: z.object({ byName: z.string(), at: Instant }).nullable(),
  left: z.int(),
  travel: Travel,
});
export type MergeRow = z.infer<typeof MergeRow>;

/** A member of staff of this laptop. `waiting`: added here, and not yet named by the centre. `left`: when, and by whom, their key was taken away. */
export const StaffRow = z.object({ id: z.string(), login: z.string(), name: z.string(), roles: z.array(Role), waiting: z.boolean(), left: z.object({ at: Instant, byName: z.string(), /** Whether the centre has heard of it; null: it was done by a program that did not tell it. */ told: z.boolean().nullable() }).nullable(), /** When the administrator's newest word about them was made, where the centre does not take it. */ passed: Instant.nullable(), /** Other laptops of the office on which the key was taken away, as the centre says. */ leftOn: z.array(z.object({ laptop: z.string(), at: Instant })) });
export type StaffRow = z.infer<typeof StaffRow>;

/** A case in a list. `changedAt` is its newest journal entry here, or its newest step where all came from the centre. */
export const CaseRow = z.object({
  id: CaseId,
  number: z.string(),
  risk: z.string(),
  status: CaseStatus,
  personId: PersonId,
  personKk: z.string(),
  personRu: z.string(),
  changedAt: Instant,
  byName: z.string(),
  transferredTo: KatoCode.nullable(),
  travel: Travel,
});
export type CaseRow = z.infer<typeof CaseRow>;

/** An approved case that waits for a batch: the day it was approved (in Kazakhstan), and what its decision gives level by level, exact decimal texts. */
export const BatchCaseRow = CaseRow.extend({ approvedOn: PlainDate, parts: z.array(z.object({ level: z.literal([1, 2, 3]), monthly: z.string(), once: z.string() })) });
export type BatchCaseRow = z.infer<typeof BatchCaseRow>;

/** A batch in a list: how many of its entries the centre has taken, and how many it put aside instead. */
export const BatchRow = z.object({
  id: BatchId,
  number: z.string(),
  signedAt: Instant,
  signedByName: z.string(),
  /** Of several that one signature made, which it is; null: it is the only one. */
  part: z.object({ n: z.int(), of: z.int() }).nullable(),
  cases: z.int(),
  persons: z.int(),
  entries: z.int(),
  received: z.int(),
  quarantined: z.int(),
});
export type BatchRow = z.infer<typeof BatchRow>;

/** Why a change stays out: the centre's reason, 'movedAway' where its case had left for another district before it was handed in, or 'takenBack' by its author before it was released. */
export const AsideReason = z.enum([...QuarantineReason.options, 'movedAway', 'takenBack']);
export type AsideReason = z.infer<typeof AsideReason>;

/** One line of a document's history, from the journal: what command, by whom, when, which fields, how far it came, and why it stays out where it does. */
export const HistoryRow = z.object({
  id: z.string(),
  command: z.string(),
  byName: z.string(),
  by: StaffId,
  at: Instant,
  fields: z.array(z.string()),
  travel: Travel,
  why: AsideReason.nullable(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;
