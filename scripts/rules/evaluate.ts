import type { InputIssue } from '../../shared/base/app-error.ts';
import { askedFacts } from '../../shared/rules/asked-facts.ts';
import { determine } from '../../shared/rules/determine.ts';
import type { Determination } from '../../shared/rules/determination.ts';
import type { Rules } from '../../shared/rules/load/rules.ts';

export type Evaluated = { readonly ok: true; readonly answer: Determination } | { readonly ok: false; readonly faults: string[] };

/** What a person has to give instead. */
const needed: Readonly<Record<string, string>> = {
  date: 'a day of the calendar, YYYY-MM-DD', month: 'a month, YYYY-MM', number: 'a decimal number of at most 30 digits, as text or as a number of at most 15', wholeNumber: 'a whole number', yesNo: 'true or false',
  choice: 'one of the choices', text: 'a text of 1 to 500 characters', list: 'an array', record: 'an object',
};
/** The value at `facts.incomes[0].month` as it was given, cut where it is long. */
const givenAt = (request: object, path: string): string => {
  const found = path.split(/[.[\]]+/).filter(Boolean).reduce<unknown>((at, name) => (typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined), request);
  const text = JSON.stringify(found) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
const explain = (request: object, path: string, { code }: InputIssue): string => (code in needed ? `: ${givenAt(request, path)} is not ${needed[code]}` : code === 'tooSmall' || code === 'tooLarge' ? `: ${givenAt(request, path)}` : '');
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
  const issues = made.ok ? [] : made.error.type === 'InvalidInput' ? made.error.issues : [];
  if (!made.ok && issues.length === 0) return { ok: false, faults: [`${place}${made.error.type}`] };
  const wrong = issues.map((issue) => {
    const path = issue.path === 'asOf' ? issue.path : `facts.${issue.path}`;
    return say(place, { ...issue, path }) + explain({ asOf: date, facts: given }, path, issue);
  });
  // a day that is none asks nothing by date; what is faulty is not missing too
  const asked = issues.some(({ path }) => path === 'asOf') ? [] : askedFacts(rules, programme, given, date as string);
  const lacking = asked.filter(({ fact, lacking: lacks }) => lacks && !issues.some(({ path }) => path === fact.id || path.startsWith(`${fact.id}[`)));
  const missing = lacking.map(({ fact }) => `${place}facts.${fact.id}: required (${fact.label.en})`);
  return made.ok && missing.length === 0 ? { ok: true, answer: made.value } : { ok: false, faults: [...wrong, ...missing] };
};

/** The answer as the command prints it. */
export const printed = ({ programme, asOf, outcome, amounts, reasons, trace }: Determination): object => ({
  programme, asOf, outcome,
  amounts: amounts.map(({ level, amount, exact, unit, from, to, withheld, shares }) => ({ level, amount, exact, unit, from, to, withheld, ...(shares ? { shares } : {}) })),
  reasons, trace,
});
