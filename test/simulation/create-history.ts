import { childSeed, createChance } from './chance.ts';
import type { History } from './history.ts';
import { createLongHistory } from './long-history.ts';
import { createSmallHistory } from './small-history.ts';

/** The history of a seed. Most are small: two laptops, seldom three, and ten steps bring out what a bug takes, and cost a fifth of a long one, in which more comes together. */
export const createHistory = (seed: number): History => (createChance(childSeed(seed, 1_000_005)).below(20) === 0 ? createLongHistory(seed) : createSmallHistory(seed));
