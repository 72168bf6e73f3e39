import { z } from 'zod';
import { DeviceId, StaffId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { CaseStep } from './case.ts';
import { KatoCode } from './kato.ts';

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'id' });
const values = z.record(z.string().max(60), z.json());

/**
 * One side of a dispute: what it has in the fields in dispute (a field that it left alone is absent), who wrote that last, when by the clock of their laptop, on which laptop of which district. All null where
 * it came with an import.
 */
export const TaskSide = z.object({
  values,
  by: StaffId.nullable(),
  byName: z.string().max(120),
  at: Instant.nullable(),
  device: DeviceId.nullable(),
  deviceName: z.string().max(120),
  district: KatoCode.nullable(),
});
export type TaskSide = z.infer<typeof TaskSide>;

/** What was asked back of those who wrote a value, or answered. */
export const TaskNote = CaseStep.extend({ kind: z.enum(['ask', 'answer']), text: z.string().trim().min(1, { error: 'required' }).max(1000, { error: 'tooLong' }) });
export type TaskNote = z.infer<typeof TaskNote>;

/** What a person decided: which side, and the value that each field gets. */
export const TaskResolution = CaseStep.extend({ choice: z.enum(['left', 'right', 'mixed']), values, note: z.string().trim().max(1000, { error: 'tooLong' }) });
export type TaskResolution = z.infer<typeof TaskResolution>;

/**
 * A dispute about a document that no machine may settle (`merge-policy.ts`): both values are kept until a person has decided. Made by the centre, so that every office that holds the document sees the same
 * one. `left` is what the document has, `right` what was put aside, by the entries `entries` of its device, made on version `base`.
 */
export const Task = z.object({
  id: uuid,
  collection: z.string().max(20),
  document: uuid,
  status: z.enum(['open', 'resolved']),
  opened: Instant,
  /** The fields that a person must decide; what else was put aside with them is merged by its own rules once they have. */
  fields: z.array(z.string().max(60)).min(1).max(60),
  left: TaskSide,
  right: TaskSide.extend({ base: z.int().nonnegative(), entries: z.array(z.int().positive()).min(1) }),
  notes: z.array(TaskNote).max(100),
  resolution: TaskResolution.nullable(),
});
export type Task = z.infer<typeof Task>;
