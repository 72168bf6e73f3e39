import type { AppError } from '../base/app-error.ts';
import { err, ok, type Result } from '../base/result.ts';
import { determine } from './determine.ts';
import type { Determination, Reason } from './determination.ts';
import type { Rules } from './load/rules.ts';

/** What the law does not pay together with another payment of the same case: told at both sides that name it, for a person to choose. */
const withIncompatible = (rules: Rules, one: Determination, entitled: ReadonlySet<string>): Determination => {
  const { incompatible = [] } = rules.programmes.get(one.programme)?.source ?? {};
  const reasons = incompatible.filter(({ programme }) => entitled.has(programme))
    .map(({ programme, text, source, certainty }): Reason => ({ rule: `incompatible:${programme}`, kind: 'warning', text, citation: source, certainty }));
  return reasons.length === 0 ? one : { ...one, reasons: [...one.reasons, ...reasons] };
};

/**
 * Every programme of a risk on the same facts: levels 1, 2 and 3 side by side, in the order of levels; payments that exclude each other carry a warning. A fact that no programme of the risk asks is an error.
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
  const entitled = new Set(found.filter(({ outcome }) => outcome === 'entitled').map(({ programme }) => programme));
  return ok(found.map((one) => (entitled.has(one.programme) ? withIncompatible(rules, one, entitled) : one)));
};
