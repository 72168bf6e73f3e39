import type { InputIssue } from '../../base/app-error.ts';
import type { Shown, Value } from '../language/value.ts';
import type { CompiledProgramme } from '../load/rules.ts';
import { readFact } from './read-fact.ts';

export type ReadFacts = { readonly values: Record<string, Value | undefined>; readonly given: Record<string, Shown>; readonly issues: InputIssue[] };

/**
 * Reads the facts of a programme out of JSON. Null is the same as not given. `others` are names that another programme of the same case asks:
 * they are passed over; any further one is an issue `unknownField`.
 */
export const readFacts = (programme: CompiledProgramme, facts: Readonly<Record<string, unknown>>, others?: ReadonlySet<string>): ReadFacts => {
  const issues: InputIssue[] = [];
  const report = (path: string, code: string, params?: InputIssue['params']): undefined => void issues.push(params ? { path, code, params } : { path, code });
  const values: Record<string, Value | undefined> = {};
  const given: Record<string, Shown> = {};
  for (const fact of programme.facts) {
    const raw = Object.hasOwn(facts, fact.id) ? facts[fact.id] : undefined;
    if (raw !== undefined && raw !== null) {
      values[fact.id] = readFact(fact, raw, fact.id, report);
      given[fact.id] = (typeof raw === 'number' ? String(raw) : raw) as Shown;
      continue;
    }
    const usual = programme.defaults.get(fact.id);
    if (!usual) continue;
    values[fact.id] = usual.value;
    given[fact.id] = usual.given as Shown;
  }
  for (const name of Object.keys(facts)) if (!Object.hasOwn(given, name) && !others?.has(name) && !programme.facts.some(({ id }) => id === name)) report(name, 'unknownField');
  return { values, given, issues };
};
