import { z } from 'zod';
import { Instant } from '../base/instant.ts';
import { CaseId, PersonId } from '../base/ids.ts';
import { Task, TaskNote, TaskResolution, TaskSide } from '../domain/task.ts';
import { Words } from '../rules/schema/words.ts';
import { Travel } from './rows.ts';

const value = z.json();

/** A part of a dispute with both values (`TaskPart`); absent: that side left it alone. A fact of the law comes with its words, and whether it is an amount. */
export const ConflictPart = z.object({ path: z.string(), left: value.optional(), right: value.optional(), mayTake: z.boolean(), mayType: z.boolean(), label: Words.optional(), money: z.boolean().optional() });
export type ConflictPart = z.infer<typeof ConflictPart>;

const Side = TaskSide.omit({ values: true });

/**
 * A dispute in the room of conflicts. `version`: what a decision says it was made on. `like`: alike ones have the same text. `travel` is the decision's, where there is one; `mayTakeBack`: it has not been released.
 * `refused`: this laptop's last decision came too late, since the dispute had changed.
 */
export const ConflictRow = z.object({
  id: Task.shape.id,
  version: z.int(),
  collection: z.string(),
  document: z.string(),
  personId: PersonId.nullable(),
  caseId: CaseId.nullable(),
  nameKk: z.string(),
  nameRu: z.string(),
  number: z.string(),
  opened: Instant,
  status: Task.shape.status,
  base: z.int(),
  left: Side,
  right: Side,
  parts: z.array(ConflictPart),
  mayTakeRight: z.boolean(),
  mayDecide: z.boolean(),
  notes: z.array(TaskNote),
  resolution: TaskResolution.omit({ values: true }).nullable(),
  outcome: z.record(z.string(), value),
  travel: Travel,
  mayTakeBack: z.boolean(),
  refused: z.boolean(),
  like: z.string(),
});
export type ConflictRow = z.infer<typeof ConflictRow>;

/** Which disputes, each as it stood when the person looked at it. */
export const ConflictChoice = z.object({ id: Task.shape.id, version: z.int().nonnegative() });

/** A decision: one side for all of `tasks`, or for a single one part by part: `picks` by path, what is not named as the left side has it. */
export const ConflictDecision = z.object({
  tasks: z.array(ConflictChoice).min(1).max(200),
  choice: z.enum(['left', 'right', 'mixed']),
  picks: z.record(z.string().max(130), z.union([z.literal('left'), z.literal('right'), z.object({ value })])).default({}),
  note: TaskResolution.shape.note,
});
export type ConflictDecision = z.infer<typeof ConflictDecision>;
