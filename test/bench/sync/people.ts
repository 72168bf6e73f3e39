import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseKatoTable } from '../../../shared/domain/kato.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { generatePopulation } from '../../../scripts/population/generate.ts';
import { createRandom, type Random } from '../../../scripts/population/random.ts';

const areas = parseKatoTable(readFileSync(join(import.meta.dirname, '../../../resources/reference/kato-2024.tsv'), 'utf8'));

/** Chance that counts the bits drawn from it: what no codec can save, whatever it knows. */
const countingRandom = (seed: string, drawn: { bits: number }): Random => {
  const inner = createRandom(seed);
  const entropyOf = (weights: readonly number[]) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.reduce((bits, weight) => (weight > 0 ? bits + (weight / sum) * Math.log2(sum / weight) : bits), 0);
  };
  const count = <T>(bits: number, value: T): T => {
    drawn.bits += bits;
    return value;
  };
  return {
    bits: () => count(74 / 3, inner.bits()), // only the ids take whole words: 74 of three words
    below: (limit) => count(Math.log2(limit), inner.below(limit)),
    between: (low, high) => count(Math.log2(high - low + 1), inner.between(low, high)),
    chance: (permille) => count(entropyOf([permille, 1000 - permille]), inner.chance(permille)),
    pick: (list) => count(Math.log2(list.length), inner.pick(list)),
    weighted: (weights) => count(entropyOf(weights), inner.weighted(weights)),
  };
};

/** Made-up persons of a district and the bytes of chance in each, on average. */
export const makePeople = (district: string, persons: number, seed = '7'): { people: Person[]; randomBytes: number } => {
  const drawn = { bits: 0 };
  const people = [...generatePopulation({ areas, district, persons, seed, random: countingRandom(`population ${district} ${seed}`, drawn) })];
  return { people, randomBytes: drawn.bits / 8 / persons };
};
