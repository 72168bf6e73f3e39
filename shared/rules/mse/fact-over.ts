import { addDays } from '../../base/date-steps.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { FactValue } from '../../domain/fact-value.ts';

/** What is said at a path of the register of acts. */
type Said = (path: string) => FactValue | undefined;

/** What an act says of a level of protection it says whole: where it names no last day, there is none. `spell`: a right that the next act may carry on. */
const levels = [
  { begins: 'from', says: ['category', 'cause', 'from', 'to'] },
  { begins: 'generalLossFrom', says: ['generalLoss', 'generalLossFrom', 'generalLossChanged', 'generalLossTo'], spell: { degree: 'generalLoss', ends: 'generalLossTo', changed: 'generalLossChanged' } },
  { begins: 'professionalLossFrom', says: ['professionalLoss', 'professionalLossFrom'], spell: { degree: 'professionalLoss', ends: null, changed: null } },
] as const;

const isDay = (value: FactValue | undefined): value is PlainDate => typeof value === 'string';

/**
 * A fact of a decision that rests on what another district decided: what the acts signed here since say (`told`) over what was decided there (`decided`). What the acts of the other district say has not come along (a centre of an earlier version), so that none
 * of a level is among `told` says nothing of those there, and what they gave stays. When a right began that goes on, and that its degree was another before, the act that carries it on cannot tell alone. Pure.
 */
export const factOver = (path: string, told: Said, decided: Said): FactValue | undefined => {
  const level = levels.find(({ says }) => (says as readonly string[]).includes(path));
  const begins = level && told(level.begins);
  if (!level || begins === undefined) return decided(path);
  if (!('spell' in level)) return told(path);
  const { degree, ends, changed } = level.spell;
  const [began, last] = [decided(level.begins), ends === null ? undefined : decided(ends)];
  const goesOn = isDay(began) && isDay(begins) && began < begins && (!isDay(last) || addDays(last, 1) >= begins);
  if (!goesOn) return told(path);
  if (path === level.begins) return began;
  if (path === changed) return told(path) ?? (told(degree) === decided(degree) ? decided(path) : begins);
  return told(path);
};
