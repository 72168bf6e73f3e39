import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { Certainty } from './certainty.ts';
import { Words } from './words.ts';

const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$|^[a-z][a-z-]*$/);

/** A value of a table: text of a decimal (or of a code), `unknown` where no source gives it, or the same with a source of its own. */
const leaf = z.union([decimal, z.strictObject({ value: decimal, certainty: Certainty, source: z.string().min(1) })]);
export type ParameterLeaf = z.infer<typeof leaf>;

/** Values by key: by code, or by the lower bound of a band. Nested once for each key of the parameter. */
export type ParameterTable = { readonly [key: string]: ParameterLeaf | ParameterTable };
const table: z.ZodType<ParameterTable> = z.record(z.string(), z.union([leaf, z.lazy(() => table)]));

/** How long a value holds: from its date to the day before the next row. `null` is a norm that was repealed, `"unknown"` one that no source gives. */
export const ParameterRow = z.strictObject({ from: PlainDate, value: z.union([decimal, table, z.null()]), source: z.string().min(1), certainty: Certainty, note: z.string().optional() });
export type ParameterRow = z.infer<typeof ParameterRow>;

/** A dated figure of the law: `resources/rules/parameters/<id>.json`. */
export const Parameter = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  title: Words,
  /** money (tenge), months, integer and decimal as in the language; code: one of `choices`. */
  unit: z.enum(['money', 'months', 'integer', 'decimal', 'code']),
  choices: z.array(z.string()).optional(),
  /** The keys of a table in their order: a code of these choices, or a number looked up by the band it falls into. */
  keys: z.array(z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('code'), choices: z.array(z.string()).min(1) }), z.strictObject({ kind: z.literal('band') })])).optional(),
  values: z.array(ParameterRow).min(1),
});
export type Parameter = z.infer<typeof Parameter>;
