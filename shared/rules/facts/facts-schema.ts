import type { CompiledProgramme } from '../load/rules.ts';
import type { Fact, FactField } from '../schema/fact.ts';

type Json = { readonly [key: string]: unknown };
const decimal = { type: ['string', 'number'], pattern: '^-?\\d{1,30}(\\.\\d{1,30})?$' };
const types: Record<Fact['type'], Json> = {
  money: { ...decimal, 'x-unit': 'KZT' },
  decimal,
  integer: { type: ['integer', 'string'], pattern: '^-?\\d{1,30}$' },
  months: { type: ['integer', 'string'], pattern: '^\\d{1,30}$', 'x-unit': 'months' },
  date: { type: 'string', format: 'date' },
  month: { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' },
  boolean: { type: 'boolean' },
  code: { type: 'string' },
  text: { type: 'string', pattern: '\\S', maxLength: 500 },
  list: { type: 'array', maxItems: 2000 },
};

const property = (fact: Fact | FactField): Json => {
  const least = fact.min ?? (fact.type === 'money' || fact.type === 'integer' || fact.type === 'months' ? '0' : undefined);
  const of = 'of' in fact ? fact.of : undefined;
  return {
    ...types[fact.type],
    title: fact.label.en,
    'x-label': fact.label,
    ...(fact.help ? { description: fact.help.en, 'x-help': fact.help } : {}),
    ...(fact.choices ? { enum: fact.choices.map(({ id }) => id), 'x-choices': fact.choices } : {}),
    ...(least === undefined ? {} : { minimum: Number(least) }),
    ...(fact.max === undefined ? {} : { maximum: Number(fact.max) }),
    ...(of ? { items: { type: 'object', additionalProperties: false, properties: Object.fromEntries(of.map((field) => [field.id, property(field)])), required: of.filter((field) => !field.optional).map(({ id }) => id) } } : {}),
    ...('source' in fact ? { 'x-source': fact.source } : {}),
    ...('askedWhen' in fact && fact.askedWhen !== undefined ? { 'x-askedWhen': fact.askedWhen } : {}),
    ...('default' in fact && fact.default !== undefined ? { default: fact.default } : {}),
    ...('fill' in fact && fact.fill ? { 'x-fill': fact.fill } : {}),
  };
};

/** What the schema can say itself of when a fact is needed: `x`, `not x` and `not known(x)`; what is needed under any other condition is named by the determination. */
const needed = (facts: readonly Fact[]): Json[] => facts.flatMap((fact): Json[] => {
  const [, name, unknown] = /^(?:(?:not )?(\w+)|not known\((\w+)\))$/.exec(fact.askedWhen ?? '') ?? [];
  if (fact.optional || fact.default !== undefined) return [];
  if (unknown) return [{ anyOf: [{ required: [unknown] }, { required: [fact.id] }] }];
  const of = facts.find(({ id }) => id === name);
  if (!of) return [];
  const value = !fact.askedWhen?.startsWith('not ');
  return [{ if: { properties: { [of.id]: { const: value } }, required: of.default === value ? [] : [of.id] }, then: { required: [fact.id] } }];
});

const comment = (id: string): string =>
  `The facts of a request {"programme":"${id}","asOf":"YYYY-MM-DD","facts":{…}}. A fact with x-askedWhen is needed exactly where that expression holds (resources/rules/README.md); a default holds where nothing is said; what is neither required, conditional nor with a default may stay open. Dates are days of the calendar from 1800 to 2199; money and decimals best as text; bounds hold for text too.`;

/**
 * JSON schema (2020-12) of the facts of a programme. What begins with `x-` is annotation beside the standard: texts in three languages, labels of choices,
 * article, where it can be filled from. A fact with `x-askedWhen` is required exactly where that holds.
 */
export const factsSchema = ({ source, facts }: CompiledProgramme): Json => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:tirek:facts:${source.id}`,
  $comment: comment(source.id),
  title: source.title.en,
  description: source.summary.en,
  'x-title': source.title,
  'x-summary': source.summary,
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(facts.map((fact) => [fact.id, property(fact)])),
  required: facts.filter((fact) => !fact.optional && fact.askedWhen === undefined && fact.default === undefined).map(({ id }) => id),
  ...(needed(facts).length > 0 ? { allOf: needed(facts) } : {}),
});
