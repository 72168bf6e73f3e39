import { parentPort, workerData } from 'node:worker_threads';
import { determine } from '../../../shared/rules/determine.ts';
import { loadEdition } from '../../../scripts/rules/read-edition.ts';
import { openDecision } from './open-decisions.ts';
import { straightAmount } from './straight.ts';

const { from, to, straight } = workerData as { from: number; to: number; straight: boolean };

/** Sum of the amounts of decisions `from` to `to`, re-computed with reasons and trace. */
const recalculate = (): bigint => {
  const rules = loadEdition('current');
  if (!rules.ok) throw new Error(JSON.stringify(rules.error));
  let sum = 0n;
  for (let index = from; index < to; index += 1) {
    const made = determine({ rules: rules.value, ...openDecision(index) });
    if (!made.ok || made.value.outcome !== 'entitled') throw new Error(`decision ${index}: ${JSON.stringify(made)}`);
    sum += BigInt(made.value.amounts[0]!.amount);
  }
  return sum;
};

const recalculateStraight = (): bigint => {
  let sum = 0;
  for (let index = from; index < to; index += 1) sum += straightAmount(openDecision(index));
  return BigInt(sum);
};

parentPort!.postMessage(straight ? recalculateStraight() : recalculate());
