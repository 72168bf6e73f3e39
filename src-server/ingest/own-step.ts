import type { CaseStep } from '../../shared/domain/case.ts';
import type { Role } from '../../shared/domain/staff.ts';

/** Who made an entry: roles on the device, every name under which the centre knows them there, and the centre's time. */
export type Actor = { readonly author: string; readonly roles: readonly Role[]; readonly names: readonly string[]; readonly at: string };

/** Clocks of laptops are wrong by days, and some work waits for months; a step further off than this was made up. */
const mostMilliseconds = 366 * 86_400_000;

/** True where the step is the actor's own: by them, under a name of theirs, at a time that a laptop's clock may have shown. */
export const isOwnStep = (step: CaseStep, { author, names, at }: Actor): boolean =>
  step.by === author && names.includes(step.byName) && Math.abs(Date.parse(step.at) - Date.parse(at)) <= mostMilliseconds;
