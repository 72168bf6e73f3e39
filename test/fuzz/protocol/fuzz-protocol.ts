import { childSeed, createChance, type Chance } from '../../simulation/chance.ts';
import type { Centre } from '../../../src-server/centre.ts';
import type { FuzzCase, MakeCase } from './case.ts';
import { admitCase } from './admit-cases.ts';
import { answerCase } from './answer-cases.ts';
import { areaCase } from './area-cases.ts';
import { compactCase } from './compact-cases.ts';
import { compareCase } from './compare-cases.ts';
import { entryCase, envelopeCase } from './envelope-cases.ts';
import { fileCase } from './file-cases.ts';
import { laptopCase } from './laptop-cases.ts';
import { lastCase } from './last-cases.ts';
import { linkCase } from './link-cases.ts';
import { openCase } from './open-cases.ts';
import { officeCase } from './office-cases.ts';
import { openRealCentre, type RealCentre } from './real-centre.ts';
import { frameCase, signedCase } from './reply-cases.ts';
import { sealedReaderCase } from './sealed-reader-cases.ts';
import { signedReaderCase } from './signed-reader-cases.ts';
import { enrolCase, sessionCase, syncCase } from './request-cases.ts';

/** How often each kind comes up. */
const kinds: readonly (readonly [number, MakeCase])[] = [[3, enrolCase], [8, sessionCase], [20, syncCase], [20, envelopeCase], [24, entryCase], [6, areaCase], [2, linkCase], [14, compactCase], [14, frameCase], [8, signedCase], [12, answerCase], [40, signedReaderCase], [30, sealedReaderCase], [2, laptopCase], [12, officeCase], [8, lastCase], [8, compareCase], [6, openCase], [10, fileCase], [4, admitCase]];
const whole = kinds.reduce((sum, [weight]) => sum + weight, 0);

const kindOf = (chance: Chance): MakeCase => {
  let at = chance.below(whole);
  return kinds.find(([weight]) => (at -= weight) < 0)![1];
};

/** Refusals after which the database is looked at. */
const together = 25;

export type FuzzResult = { readonly failures: readonly string[]; readonly controls: number; readonly byName: Readonly<Record<string, number>>; readonly routes: RealCentre['asked'] };

/**
 * `runs` cases of `seed` against a real centre and what a laptop reads. Each must be answered as it deserves; what is refused leaves the database as it was, looked at after
 * every few and before whatever may write; the door still answers at the end, and logged no error. It stops at twenty failures. `plant` puts a bug into the centre.
 */
export const fuzzProtocol = async (runs: number, seed: number, told: (done: number) => void, plant?: (centre: Centre) => Centre): Promise<FuzzResult> => {
  const centre = await openRealCentre(plant);
  const failures: string[] = [];
  const byName: Record<string, number> = {};
  let [controls, waiting] = [0, [] as string[]];
  let { effects, records } = await centre.look();
  /** Nothing but what is allowed has changed since the last look. */
  const look = async (leaves: FuzzCase['leaves']): Promise<void> => {
    const seen = await centre.look();
    if (leaves !== 'anything' && seen.effects !== effects) failures.push(`one of ${waiting.join(', ')} changed ${effects} into ${seen.effects}`);
    if (leaves === 'nothing' && seen.records !== records) failures.push(`one of ${waiting.join(', ')} changed ${records} into ${seen.records}`);
    [effects, records, waiting] = [seen.effects, seen.records, []];
  };
  let since: FuzzCase['leaves'] = 'nothing';
  try {
    for (let run = 0; run < runs && failures.length < 20; run++) {
      const chance = createChance(childSeed(seed, run));
      const one = kindOf(chance)(centre, chance);
      byName[one.name] = (byName[one.name] ?? 0) + 1;
      if (one.leaves !== since || waiting.length >= together) {
        await look(since);
        since = one.leaves;
      }
      waiting.push(`${run} ${one.name}`);
      if (one.leaves === 'anything') controls += 1;
      const wrong = await one.run().catch((error: unknown) => `threw ${(error as Error).stack}`);
      if (wrong !== undefined) failures.push(`run ${run}, ${one.name}: ${wrong}`);
      if (run % 1000 === 999) told(run + 1);
    }
    await look(since);
    if (!(await fetch(`${centre.url}/health`)).ok) failures.push('the door does not answer any more');
    failures.push(...centre.errors.map((line) => `the centre logged ${line}`));
  } finally {
    await centre.close();
  }
  return { failures, controls, byName, routes: centre.asked };
};
