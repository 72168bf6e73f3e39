import { readFileSync } from 'node:fs';
import { generatePopulation } from '../../../scripts/population/generate.ts';
import { parseKatoTable } from '../../../shared/domain/kato.ts';
import type { Person } from '../../../shared/domain/person.ts';

/** `count` made-up people of one district; equal counts give equal people. */
export const makePopulation = (count: number): Person[] => {
  const areas = parseKatoTable(readFileSync(new URL('../../../resources/reference/kato-2024.tsv', import.meta.url), 'utf8'));
  return [...generatePopulation({ areas, district: '636200000', persons: count, seed: 'bench' })];
};
