import type { CompiledProgramme, Rules } from '../load/rules.ts';

/** The programmes of a risk, level by level. */
export const claimable = (rules: Rules, risk: string): CompiledProgramme[] =>
  [...rules.programmes.values()].filter(({ source }) => source.risk === risk).sort((a, b) => a.source.level - b.source.level);

const isInForce = ({ source: { stages } }: CompiledProgramme, day: string): boolean => stages.some(({ from, to }) => from <= day && (to === undefined || day <= to));

/**
 * What is applied for: as chosen, else everything in force that the budget and the Fund pay. The third level is somebody's liability and has to be said: it is not
 * asked of everybody where and how they were hurt at work.
 */
export const claimedOf = (rules: Rules, risk: string, claims: readonly string[] | undefined, asOf: string): string[] => {
  const all = claimable(rules, risk);
  if (claims) return all.map(({ source }) => source.id).filter((id) => claims.includes(id));
  return all.filter((programme) => programme.source.level < 3 && isInForce(programme, asOf)).map(({ source }) => source.id);
};
