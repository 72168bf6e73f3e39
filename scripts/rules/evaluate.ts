import type { InputIssue } from '../../shared/base/app-error.ts';
import { askedFacts } from '../../shared/rules/asked-facts.ts';
import { determine } from '../../shared/rules/determine.ts';
import type { Determination } from '../../shared/rules/determination.ts';
import type { Rules } from '../../shared/rules/load/rules.ts';

export type Evaluated = { readonly ok: true; readonly answer: Determination } | { readonly ok: false; readonly faults: string[] };

const say = (place: string, { path, code, params }: InputIssue): string => code === 'impossible' ? `${place}${path}: impossible (${params?.en})` : `${place}${path}: ${code}${params ? ` (${Object.entries(params).map(([name, value]) => `${name}: ${value}`).join('; ')})` : ''}`;

const own = ['programme', 'asOf', 'facts'];

/** Evaluates one request `{programme, asOf, facts}`. Everything that is wrong with it is named: unknown fields, impossible dates, facts that are missing. */
export const evaluate = (rules: Rules, request: unknown, asOfGiven: string | undefined, place: string): Evaluated => {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) return { ok: false, faults: [`${place}an object {"programme","asOf","facts"} is needed`] };
  const { programme: id, asOf = asOfGiven, facts = {} } = request as Record<string, unknown>;
  const faults = Object.keys(request).filter((name) => !own.includes(name)).map((name) => `${place}${name}: unknownField`);
  const date = asOfGiven ?? asOf;
  if (typeof date !== 'string') faults.push(`${place}asOf: required`);
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) faults.push(`${place}facts: an object is needed`);
  const programme = typeof id === 'string' ? rules.programmes.get(id) : undefined;
  if (!programme) faults.push(`${place}programme: ${id === undefined ? 'required' : `no programme ${JSON.stringify(id)}`}; one of ${[...rules.programmes.keys()].join(', ')}`);
  if (!programme || faults.length > 0) return { ok: false, faults };
  const given = facts as Record<string, unknown>;
  const made = determine({ rules, programme: programme.source.id, facts: given, asOf: date as string });
  if (!made.ok) return { ok: false, faults: made.error.type === 'InvalidInput' ? made.error.issues.map((issue) => say(issue.path === 'asOf' ? place : `${place}facts.`, issue)) : [`${place}${made.error.type}`] };
  const lacking = askedFacts(rules, programme, given, date as string).filter((asked) => asked.lacking);
  if (lacking.length > 0) return { ok: false, faults: lacking.map(({ fact }) => `${place}facts.${fact.id}: required (${fact.label.en})`) };
  return { ok: true, answer: made.value };
};

/** The answer as the command prints it. */
export const printed = ({ programme, asOf, outcome, amounts, reasons, trace }: Determination): object => ({
  programme, asOf, outcome,
  amounts: amounts.map(({ level, amount, exact, unit, from, to, withheld, shares }) => ({ level, amount, exact, unit, from, to, withheld, ...(shares ? { shares } : {}) })),
  reasons, trace,
});
