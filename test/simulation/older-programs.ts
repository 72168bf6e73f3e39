import type { Chance } from './chance.ts';
import type { CommandKind } from './commands.ts';
import type { OlderPrograms, Step } from './history.ts';
import { capabilities, type Older } from './program.ts';

const olderOf = (chance: Chance): Older => ({ protocol: 1 + chance.below(3), lacks: capabilities.filter(() => chance.below(2) === 0) });

/** Work of a laptop that knows no disputes becomes one, and it types its value again or somebody else decides; chance alone seldom comes to that. */
const unreadDispute = (chance: Chance, ignorant: number, other: number): readonly Step[] => {
  const command = (kind: CommandKind, laptop: number): Step => ({ do: 'command', laptop, kind, seed: chance.below(2 ** 31) });
  const handIn = (laptop: number): Step[] => [command('batch', laptop), { do: 'sync', laptop, faults: [] }];
  const met = [command('rival', other), command('rival', ignorant), ...handIn(other), ...handIn(ignorant)];
  const again = [command('rival', ignorant), ...handIn(ignorant)];
  const decided: Step[] = [{ do: 'sync', laptop: other, faults: [] }, command('decide', other), ...handIn(other)];
  return [...met, ...(chance.below(2) === 0 ? again : decided), ...(chance.below(3) > 0 ? [{ do: 'renew', laptop: ignorant } as const] : [])];
};

/** In one of `often` histories some program is of an earlier version; most are renewed at some time. */
export const withOlder = (chance: Chance, often: number, laptops: number, steps: readonly Step[]): { older: OlderPrograms; steps: readonly Step[] } => {
  if (chance.below(often) > 0) return { older: { laptops: {}, centre: undefined }, steps };
  const centre = chance.below(4) === 0 ? olderOf(chance) : undefined;
  const found = Array.from({ length: laptops }, (_, at) => at).filter((at) => chance.below(laptops) < 2 && (at > 0 || !centre));
  const programs: Readonly<Record<number, Older>> = Object.fromEntries(found.map((at) => [at, olderOf(chance)]));
  const ignorant = found.find((at) => programs[at]!.lacks.includes('kinds'));
  const renewals: readonly Step[] = [...found.filter((at) => at !== ignorant && chance.below(4) > 0).map((laptop): Step => ({ do: 'renew', laptop })), ...(centre && chance.below(2) === 0 ? [{ do: 'renewCentre' } as const] : [])];
  const whole = [...steps, ...(ignorant === undefined ? [] : unreadDispute(chance, ignorant, ignorant === 0 ? laptops - 1 : 0))];
  for (const renewal of renewals) whole.splice(chance.below(whole.length + 1), 0, renewal);
  return { older: { laptops: programs, centre }, steps: whole };
};

/** In one of `often` histories the centre makes chunks, before the first step and on the way: a laptop that is new reads those. */
export const withChunks = (chance: Chance, often: number, steps: readonly Step[]): readonly Step[] => {
  if (chance.below(often) > 0) return steps;
  const whole = [...steps];
  for (let count = 1 + chance.below(2); count > 0; count--) whole.splice(chance.below(whole.length + 1), 0, { do: 'chunks', most: 2 + chance.below(6) });
  return [{ do: 'chunks', most: 2 + chance.below(6) }, ...whole];
};
