/** A source of reproducible chance: equal seeds, equal sequences, on every machine (no function whose last digit a machine may choose). Not for keys. */
export type Random = {
  /** 32 random bits. */
  readonly bits: () => number;
  /** A whole number from 0 to `limit - 1`. */
  readonly below: (limit: number) => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  /** True in `permille` of a thousand cases. */
  readonly chance: (permille: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** A place in `weights`, each as likely as its weight. */
  readonly weighted: (weights: readonly number[]) => number;
};

/** Four words of state from a text (MurmurHash3-like mixing, Bret Mulvey's "cyrb128"). */
const mixSeed = (seed: string): [number, number, number, number] => {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let at = 0; at < seed.length; at += 1) {
    const code = seed.charCodeAt(at);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, a ^ b, a ^ c, a ^ d];
};

/** The generator sfc32 (Chris Doty-Humphrey, PractRand; public domain): 128 bits of state, period at least 2^32. */
export const createRandom = (seed: string): Random => {
  let [a, b, c, d] = mixSeed(seed);
  const bits = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 16; warm += 1) bits();
  const below = (limit: number): number => Math.floor((bits() / 4294967296) * limit);
  return {
    bits,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (permille) => below(1000) < permille,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    weighted: (weights) => {
      let rest = below(weights.reduce((sum, weight) => sum + weight, 0));
      return weights.findIndex((weight) => (rest -= weight) < 0);
    },
  };
};
