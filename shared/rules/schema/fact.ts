import { z } from 'zod';
import { Certainty } from './certainty.ts';
import { Words } from './words.ts';

/** A name of the expression language. */
export const Name = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);
/** An expression (resources/rules/README.md); parsed and type-checked when the rules are loaded. */
export const Expression = z.string().min(1).max(2000);
export const Code = z.string().regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/);

const choice = z.strictObject({ id: Code, label: Words });
const common = {
  id: Name,
  label: Words,
  help: Words.optional(),
  /** Bounds of a number, both allowed. */
  min: z.string().optional(),
  max: z.string().optional(),
  choices: z.array(choice).min(1).optional(),
};

/** One field of a list's records. */
export const FactField = z.strictObject({ ...common, type: z.enum(['money', 'decimal', 'integer', 'months', 'date', 'month', 'boolean', 'code', 'text']), optional: z.boolean().optional() });
export type FactField = z.infer<typeof FactField>;

/** What a fact is, wherever it is asked. `month` is `YYYY-MM`, in the language the first day of it; `list` has records of the fields `of`. */
export const FactDefinition = z.strictObject({ ...common, help: Words, type: z.enum(['money', 'decimal', 'integer', 'months', 'date', 'month', 'boolean', 'code', 'text', 'list']), of: z.array(FactField).min(1).optional() });
export type FactDefinition = z.infer<typeof FactDefinition>;

/** How a programme asks a fact: the article it comes from, when it is asked, whether it may stay open, from where it can be filled. */
export const FactUse = z.strictObject({
  id: Name,
  source: z.string().min(1),
  /** Asked only where this holds; always when missing. */
  askedWhen: Expression.optional(),
  optional: z.boolean().optional(),
  /** What holds where nothing is said, as it would be given. */
  default: z.union([z.string(), z.boolean(), z.array(z.never())]).optional(),
  fill: z.strictObject({ from: z.enum(['person', 'ledger', 'register', 'assessment', 'household', 'labour', 'programme']), path: z.string().min(1) }).optional(),
  /** How it is reckoned where nobody typed it: an expression over the ledger (`ledgerMonths` …) and the other facts. */
  derive: z.strictObject({ title: Words, value: Expression, source: z.string().min(1), certainty: Certainty }).optional(),
  /** A definition of its own; otherwise the one of `facts.json`. */
  definition: FactDefinition.omit({ id: true }).optional(),
});
export type FactUse = z.infer<typeof FactUse>;

/** A fact as a programme asks it. */
export type Fact = Omit<FactUse, 'definition'> & FactDefinition;
