import { expect, it } from 'vitest';
import { createHistory } from '../../simulation/create-history.ts';
import type { Fault } from '../../simulation/model/reference.ts';
import { plantedBugs } from '../../simulation/planted-bugs.ts';
import { play } from '../../simulation/play.ts';
import { shrink } from '../../simulation/shrink.ts';
import type { Wraps } from '../../simulation/world.ts';

const mostHistories = 800;

const findFault = async (wraps: Wraps): Promise<{ seed: number; fault: Fault } | undefined> => {
  for (let seed = 1; seed <= mostHistories; seed++) {
    const { faults } = await play(createHistory(seed), wraps);
    if (faults[0]) return { seed, fault: faults[0] };
  }
  return undefined;
};

it.each(Object.entries(plantedBugs))('finds it where %s', async (_name, wraps) => {
  expect(await findFault(wraps)).toBeDefined();
}, 3_600_000);

it('shrinks a history that failed to the steps that it takes', async () => {
  const wraps = plantedBugs['pending work is not laid on top of what is pulled']!;
  const found = await findFault(wraps);
  const history = createHistory(found!.seed);
  const shrunk = await shrink(history, found!.fault.kind, wraps);
  expect(shrunk.steps.length).toBeLessThan(Math.min(history.steps.length, 6));
  expect((await play(shrunk, wraps)).faults[0]?.kind).toBe(found!.fault.kind);
  expect((await play(shrunk)).faults).toEqual([]);
}, 3_600_000);
