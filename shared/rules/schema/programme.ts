import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { Certainty } from './certainty.ts';
import { Code, Expression, FactUse, Name } from './fact.ts';
import { Words } from './words.ts';

const cited = { source: z.string().min(1), certainty: Certainty };

/** An intermediate value with a name; it appears in the trace. */
const definition = z.strictObject({ id: Name, title: Words, value: Expression, ...cited });
/** What must hold. `met` and `failed` are the reasons told. */
const condition = z.strictObject({ id: Name, test: Expression, met: Words, failed: Words, ...cited });
const payment = z.strictObject({
  id: Name,
  title: Words,
  when: Expression.optional(),
  unit: z.enum(['KZT/month', 'KZT once']),
  amount: Expression,
  /** Id of the dated parameter that says how the amount is rounded, once, at the end. */
  rounding: Code,
  from: Expression,
  /** The last day; open where missing. */
  to: Expression.optional(),
  /** Part of the rounded `amount` that is withheld. */
  withheld: Expression.optional(),
  /** Among how many the amount is shared equally; the parts sum to the whole. */
  shares: Expression.optional(),
  /** Why nothing is due, told where the amount comes to 0: it is not paid then, and with no other payment left the outcome is refused. */
  nothing: Words.optional(),
  ...cited,
});
/** What follows beside money: a service, a duty of the recipient, a warning to the office. */
const notice = z.strictObject({ id: Name, kind: z.enum(['service', 'duty', 'warning']), when: Expression.optional(), text: Words, ...cited });

/** A payment or service: `resources/rules/programmes/<id>.json`. */
export const Programme = z.strictObject({
  id: Code,
  risk: Code,
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  title: Words,
  summary: Words,
  /** The day whose law governs (its stage must have begun); `asOf` where missing. */
  lawDate: Expression.optional(),
  facts: z.array(FactUse).min(1),
  /** What answers must fit together, told at the fact `at`: an impossible one is an error of input, not a refusal. */
  checks: z.array(z.strictObject({ at: Name, test: Expression, text: Words })).default([]),
  documents: z.array(z.strictObject({ id: Name, title: Words, neededWhen: Expression.optional(), source: z.string().min(1) })),
  definitions: z.array(definition),
  conditions: z.array(condition).min(1),
  payments: z.array(payment),
  notices: z.array(notice),
  /** The acts that governed it, by date (Concept, S20); `to` is the last day. */
  stages: z.array(z.strictObject({ id: Name, from: PlainDate, to: PlainDate.optional(), title: Words, ...cited })).min(1),
  incompatible: z.array(z.strictObject({ programme: Code, text: Words, ...cited })),
  /** Who answers for each step of a case (Concept, S17): ids of `organisations.json`. */
  responsible: z.array(z.strictObject({ step: Code, organisation: Code })).min(1),
});
export type Programme = z.infer<typeof Programme>;
