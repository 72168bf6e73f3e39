import { z } from 'zod';
import { StaffId } from '../../base/ids.ts';
import { Instant } from '../../base/instant.ts';
import { KatoCode } from '../kato.ts';
import { Outcome } from './outcome.ts';
import { Ratings } from './rating.ts';
import { Diagnosis } from './referral.ts';

/** What an expert sees of a person who is examined in absentia: sex and age only, and the medical facts; no name, number, place, organisation or day of birth. */
export const BlindFile = z.object({
  sex: z.enum(['male', 'female']),
  age: z.int().min(0).max(150),
  main: Diagnosis,
  others: z.array(Diagnosis).max(20),
  treatment: z.string().max(8000),
  ratings: Ratings,
  attachments: z.int().nonnegative(),
});
export type BlindFile = z.infer<typeof BlindFile>;

/** The file as sent to one expert, in a stream of their own, and their opinion once given. `code` joins the three to the examination; the experts do not see each other's. */
export const Opinion = z.object({
  id: z.string().max(36),
  code: z.string().max(36),
  expert: StaffId,
  district: KatoCode,
  file: BlindFile,
  /** How many were asked: the centre shows none to anybody before so many are in. Absent in a file of an earlier version. */
  wanted: z.int().min(1).max(9).optional(),
  given: z.object({ outcome: Outcome, text: z.string().trim().min(1, { error: 'required' }).max(4000, { error: 'tooLong' }), at: Instant }).nullable(),
});
export type Opinion = z.infer<typeof Opinion>;
