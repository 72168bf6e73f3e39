/** The only source of chance in a history: the same seed, the same history. */
export type Chance = {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A whole number in [0, most). */
  readonly below: (most: number) => number;
  readonly bytes: (length: number) => Uint8Array;
};

/** mulberry32 (Tommy Ettinger, 2017, public domain): 32 bits of state are plenty for a few hundred draws. */
export const createChance = (seed: number): Chance => {
  let state = seed | 0;
  const word = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => word() / 2 ** 32;
  return {
    next,
    below: (most) => Math.floor(next() * most),
    bytes: (length) => Uint8Array.from({ length }, () => word() & 255),
  };
};

/** A seed of its own for part `index` of what `seed` makes (SplitMix-like mixing, so neighbours are unlike). */
export const childSeed = (seed: number, index: number): number => {
  let mixed = Math.imul((seed ^ Math.imul(index + 1, 0x9e3779b1)) | 0, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
};
