import { loadEdition } from '../../../scripts/rules/read-edition.ts';
import type { Rules } from '../../../shared/rules/load/rules.ts';

let rules: Rules | undefined;

/** The rules as shipped, loaded once; a fault fails the test with its place. */
export const shippedRules = (): Rules => {
  if (rules) return rules;
  const loaded = loadEdition('current');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error, null, 2));
  return (rules = loaded.value);
};
