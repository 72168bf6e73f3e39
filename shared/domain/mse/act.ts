import { z } from 'zod';
import { ActId, AssessmentId, PersonId } from '../../base/ids.ts';
import { PlainDate } from '../../base/plain-date.ts';
import { KatoCode } from '../kato.ts';
import { Vote } from './vote.ts';

/** Sealed and waiting for signatures; signed and in force; voted down; given up before the last signature (its numbers are void). */
export const ActStatus = z.enum(['signing', 'signed', 'rejected', 'void']);
export type ActStatus = z.infer<typeof ActStatus>;

/**
 * An act with its votes. `body` is the text of the signed bytes ({@link ActBody} as canonical JSON): what stands beside it is there to find the act by and is checked against it.
 */
export const Act = z.object({
  id: ActId,
  number: z.string().max(30),
  minutes: z.string().max(30),
  assessment: AssessmentId,
  personId: PersonId,
  district: KatoCode,
  day: PlainDate,
  /** The day of the re-examination; null: none is due. */
  until: PlainDate.nullable(),
  cites: ActId.nullable(),
  status: ActStatus,
  body: z.string().max(110_000),
  votes: z.array(Vote).max(9),
});
export type Act = z.infer<typeof Act>;
