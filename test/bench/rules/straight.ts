import type { OpenDecision } from './open-decisions.ts';

const up = (numerator: number, denominator: number): number => Math.ceil(numerator / denominator);
const participation = (months: number): number => (months < 6 ? 10 : months < 12 ? 70 : months < 24 ? 75 : months < 36 ? 85 : months < 48 ? 90 : months < 60 ? 95 : Math.min(130, 100 + 2 * Math.floor((months - 60) / 12)));

/** The same arithmetic of February 2026 with the figures in the code: the floor. Whole numbers below 2^53 throughout, so it is exact. */
export const straightAmount = ({ programme, facts }: OpenDecision): number => {
  switch (programme) {
    case 'disability-benefit': return up({ I: 220, II: 176, III: 120 }[facts.disabilityCategory as 'I' | 'II' | 'III'] * 50_851, 100);
    case 'loss-of-capacity-insurance': {
      let sum = 0;
      for (const { month, income } of facts.incomes as { month: string; income: string }[]) if (month >= '2024-01' && month < '2026-01') sum += Math.min(Number(income), 7 * 85_000);
      return up(Math.max(0, sum - 24 * 42_500) * 6 * participation(facts.participationMonths as number) * (facts.degree as number), 24 * 10 * 100 * 100);
    }
    case 'survivor-benefit': return up([92, 170, 225, 260, 275, 300][Math.min((facts.dependants as unknown[]).length, 6) - 1]! * 50_851, 100);
    default: return up([576, 681, 785, 890][Math.min(facts.birthOrder as number, 4) - 1]! * 4_325, 100);
  }
};
