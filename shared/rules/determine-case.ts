import type { AppError } from '../base/app-error.ts';
import { err, ok, type Result } from '../base/result.ts';
import { determine } from './determine.ts';
import type { Determination } from './determination.ts';
import type { Rules } from './load/rules.ts';

/**
 * Every programme of a risk on the same facts: levels 1, 2 and 3 side by side, in the order of levels. A fact that no programme of the risk asks is an error.
 * Errors: NotFound (risk), InvalidInput.
 */
export const determineCase = (input: { readonly rules: Rules; readonly risk: string; readonly facts: Readonly<Record<string, unknown>>; readonly asOf: string }): Result<Determination[], AppError> => {
  const { rules, risk, facts, asOf } = input;
  if (!rules.risks.some(({ id }) => id === risk)) return err({ type: 'NotFound', what: 'risk', id: risk });
  const programmes = [...rules.programmes.values()].filter(({ source }) => source.risk === risk).sort((a, b) => a.source.level - b.source.level);
  const others = new Set(programmes.flatMap((programme) => programme.facts.map(({ id }) => id)));
  const found: Determination[] = [];
  for (const { source } of programmes) {
    const one = determine({ rules, programme: source.id, facts, asOf, others });
    if (!one.ok) return one;
    found.push(one.value);
  }
  return ok(found);
};
