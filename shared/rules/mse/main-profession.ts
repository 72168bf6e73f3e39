import type { Referral } from '../../domain/mse/referral.ts';

/** The main profession of somebody hurt at work: the one in which the harm occurred, or the one they worked in longer (Code: L). Undefined where nobody was hurt at work. */
export const findMainProfession = (harm: Referral['workHarm']): string | undefined =>
  harm === null ? undefined : harm.otherProfession !== '' && harm.otherMonths > harm.harmMonths ? harm.otherProfession : harm.profession;
