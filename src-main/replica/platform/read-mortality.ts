import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mortality } from '../../../shared/rules/projection/mortality.ts';

/** The shipped tables of mortality, read when first asked for. Throws then where they are missing or not of their schema. */
export const lazyMortality = (resources: string): (() => Mortality) => {
  let data: Mortality | undefined;
  return () => (data ??= Mortality.parse(JSON.parse(readFileSync(join(resources, 'projection', 'mortality.json'), 'utf8'))));
};
