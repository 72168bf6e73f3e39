import type { Rules } from '../load/rules.ts';

/** The risk whose payments rest on what a medical-social commission finds: the one whose programmes take most facts from an assessment. The data says it, no name. Throws where no programme takes any: then there is nothing an act could open. */
export const assessedRisk = (rules: Rules): string => {
  const taken = new Map<string, number>();
  for (const { source, facts } of rules.programmes.values()) taken.set(source.risk, (taken.get(source.risk) ?? 0) + facts.filter(({ fill }) => fill?.from === 'assessment').length);
  const [most] = [...taken].sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
  if (!most || most[1] === 0) throw new Error('no programme takes a fact from an assessment');
  return most[0];
};
