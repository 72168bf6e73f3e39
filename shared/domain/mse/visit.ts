import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { Member } from './member.ts';

/** When and where a commission examines: a member sits in one place a day. `slot`: the turn within the day, from 1. */
export const Visit = z.object({
  day: PlainDate,
  place: z.string().trim().min(1, { error: 'required' }).max(200, { error: 'tooLong' }),
  fieldTrip: z.boolean(),
  slot: z.int().min(1).max(99),
  members: z.array(Member).min(1, { error: 'required' }).max(9).refine((members) => new Set(members.map((member) => member.staff)).size === members.length, { error: 'twice' })
    .refine((members) => members.filter((member) => member.chair).length === 1, { error: 'oneChair' }),
});
export type Visit = z.infer<typeof Visit>;
