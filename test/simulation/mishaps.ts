import type { Chance } from './chance.ts';
import type { CrashFault } from './history.ts';
import type { LineFault } from './network.ts';

/** Milliseconds. */
export const year = 365 * 86_400_000;

/** One of the rows, each as likely as its weight says. */
export const weighted = <T>(chance: Chance, rows: readonly (readonly [number, T])[]): T => {
  let at = chance.next() * rows.reduce((sum, [weight]) => sum + weight, 0);
  return (rows.find(([weight]) => (at -= weight) < 0) ?? rows.at(-1)!)[1];
};

/** A crash at one of the next `most` commits. */
export const crashOf = (chance: Chance, most: number): CrashFault => ({ left: chance.below(most), when: chance.below(2) === 0 ? 'before' : 'after', power: chance.below(2) === 0, keep: chance.next() });

/** What goes wrong with one of the first requests of a sync. */
export const faultOf = (chance: Chance): LineFault => {
  const request = chance.below(5);
  return weighted<() => LineFault>(chance, [
    [2, () => ({ request, kind: 'cutRequest', at: chance.next() })],
    [4, () => ({ request, kind: 'cutReply', at: chance.next() })],
    [1, () => ({ request, kind: 'duplicateRequest', answer: chance.below(2) as 0 | 1 })],
    [3, () => ({ request, kind: 'centreCrash', left: chance.below(4), when: chance.below(2) === 0 ? 'before' : 'after' })],
    [1, () => ({ request, kind: 'centreFull' })],
    [3, () => ({ request: 1 + chance.below(2), kind: 'damagedReply', at: chance.next() ** 2 })],
    [1, () => ({ request, kind: 'cancel' })],
    [1, () => ({ request: chance.below(2), kind: 'falseRefusal' })],
  ])();
};
