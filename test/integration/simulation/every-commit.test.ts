import { describe, expect, it } from 'vitest';
import { createSmallHistory } from '../../simulation/small-history.ts';
import type { CrashFault, History, Step } from '../../simulation/history.ts';
import type { LineFault } from '../../simulation/network.ts';
import { play, type Played } from '../../simulation/play.ts';

type Sync = Extract<Step, { do: 'sync' }>;

/** The history without crashes of its own, so that the one put into it is the only one. */
const withoutCrashes = (seed: number): History => {
  const history = createSmallHistory(seed);
  const steps = history.steps.filter((step) => step.do !== 'crash').map((step): Step => {
    const { crash: _, ...rest } = step as Step & { crash?: CrashFault };
    return rest.do === 'sync' ? { ...rest, faults: rest.faults.filter(({ kind }) => kind !== 'centreCrash') } : rest;
  });
  return { ...history, steps };
};

const withStep = (history: History, at: number, step: Step): History => ({ ...history, steps: history.steps.with(at, step) });
/** What is told of a history that failed: enough to play it again. */
const failed = (seed: number, at: number, step: Step, { faults }: Played) => faults.map((fault) => `seed ${seed} step ${at} ${JSON.stringify(step)}: ${fault.kind}: ${fault.what}`);

/** No step of a small history has so many. */
const mostCommits = 200;
const whens = ['before', 'after'] as const;
const count = { laptop: 0, centre: 0, deepest: 0, deepestOfCentre: 0 };

/** Dies at commit after commit of a laptop's step until there are no more, by a kill and by a power cut that takes all that was not forced to the disk. */
const killLaptop = async (seed: number, history: History, at: number): Promise<string[]> => {
  const step = history.steps[at] as Sync;
  const found: string[] = [];
  for (const power of [false, true]) {
    for (const when of whens) {
      for (let left = 0; ; left += 1) {
        const dying: Step = { ...step, crash: { left, when, power, keep: 0 } };
        const played = await play(withStep(history, at, dying));
        found.push(...failed(seed, at, dying, played));
        if (!Object.keys(played.injected).some((kind) => kind.startsWith('laptopCrash'))) break;
        if (left > mostCommits) throw new Error(`seed ${seed} step ${at}: a step without an end`);
        count.laptop += 1;
        count.deepest = Math.max(count.deepest, left);
      }
    }
  }
  return found;
};

/** The centre dies at commit after commit of request after request of a sync. */
const killCentre = async (seed: number, history: History, at: number): Promise<string[]> => {
  const step = history.steps[at] as Sync;
  const found: string[] = [];
  for (const when of whens) {
    // A request without a commit (one that only reads) may stand before others that have some.
    for (let [request, silent] = [0, 0]; silent < 4; request += 1) {
      for (let left = 0; ; left += 1) {
        const fault: LineFault = { request, kind: 'centreCrash', left, when };
        const dying: Step = { ...step, faults: [...step.faults, fault] };
        const played = await play(withStep(history, at, dying));
        found.push(...failed(seed, at, dying, played));
        if (!Object.keys(played.injected).some((kind) => kind.startsWith('centreCrash'))) {
          silent = left === 0 ? silent + 1 : 0;
          break;
        }
        if (left > mostCommits) throw new Error(`seed ${seed} step ${at}: a request without an end`);
        count.centre += 1;
        count.deepestOfCentre = Math.max(count.deepestOfCentre, left);
      }
    }
  }
  return found;
};

// What chance strikes at the first commits of a sync, this strikes at each.
describe('a history that loses nothing loses nothing wherever a program dies in it', () => {
  it.each(Array.from({ length: 8 }, (_, at) => 610_000 + at))('history %i', async (seed) => {
    const history = withoutCrashes(seed);
    expect((await play(history)).faults).toEqual([]);
    for (const [at, step] of history.steps.entries()) {
      if (step.do === 'sync' || step.do === 'command') expect(await killLaptop(seed, history, at)).toEqual([]);
      if (step.do === 'sync') expect(await killCentre(seed, history, at)).toEqual([]);
    }
  });

  it('has died often enough, and late enough, to mean something', () => {
    expect(count.laptop).toBeGreaterThan(400);
    expect(count.centre).toBeGreaterThan(40);
    expect(count.deepest).toBeGreaterThan(8);
  });
});
