import { z } from 'zod';
import { InputIssue } from '../base/app-error.ts';
import { FactValue } from '../domain/fact-value.ts';
import { Certainty } from '../rules/schema/certainty.ts';
import { FactDefinition } from '../rules/schema/fact.ts';
import { Words } from '../rules/schema/words.ts';

const missing = z.union([
  z.object({ what: z.enum(['fact', 'division']), id: z.string() }),
  z.object({ what: z.literal('parameter'), id: z.string(), at: z.string(), keys: z.array(z.string()), why: z.enum(['unknown', 'notYet', 'repealed', 'outside']) }),
]);
export type MissingRow = z.infer<typeof missing>;

/** One payment (shared/rules/determination.ts, `Amount`): money as decimal text. */
export const AmountRow = z.object({
  payment: z.string(), title: Words, level: z.literal([1, 2, 3]), amount: z.string(), exact: z.string(), unit: z.enum(['KZT/month', 'KZT once']),
  from: z.string(), to: z.string().nullable(), withheld: z.string(), shares: z.array(z.string()).optional(),
});
export type AmountRow = z.infer<typeof AmountRow>;

/** One rule as it was applied; `inputs` and `value` are as the trace shows them. */
export const TraceRow = z.object({ rule: z.string(), title: Words, inputs: z.record(z.string(), z.json()), value: z.json(), citation: z.string(), certainty: Certainty });
export type TraceRow = z.infer<typeof TraceRow>;

const reason = z.object({
  rule: z.string(), kind: z.enum(['met', 'failed', 'stage', 'missing', 'service', 'duty', 'warning', 'unconfirmed']), text: Words.nullable(), citation: z.string().nullable(),
  certainty: Certainty.nullable(), missing: z.array(missing).optional(), rules: z.array(z.string()).optional(),
});

/** What the law gives and why (shared/rules/determination.ts, `Determination`). */
export const DeterminationRow = z.object({
  programme: z.string(), edition: z.string(), asOf: z.string(), outcome: z.enum(['entitled', 'refused', 'undetermined']),
  amounts: z.array(AmountRow), reasons: z.array(reason), missing: z.array(missing), trace: z.array(TraceRow),
});
export type DeterminationRow = z.infer<typeof DeterminationRow>;

export const FormFieldRow = FactDefinition.extend({
  group: z.enum(['applicant', 'event', 'work']), source: z.string(), optional: z.boolean(), lacking: z.boolean(), value: FactValue,
  from: z.enum(['typed', 'register', 'default', 'nobody']), known: z.object({ register: z.string(), value: FactValue, fixed: z.boolean(), whole: z.boolean(), derived: z.array(TraceRow).nullable() }).nullable(),
});
export type FormFieldRow = z.infer<typeof FormFieldRow>;

export const FormProgrammeRow = z.object({
  id: z.string(), level: z.literal([1, 2, 3]), title: Words, summary: Words, claimed: z.boolean(), determination: DeterminationRow.nullable(),
  conflicts: z.array(z.object({ programme: z.string(), title: Words, text: Words, citation: z.string(), certainty: Certainty, monthly: z.string(), number: z.string().nullable() })),
  responsible: z.array(z.object({ step: Words, organisation: Words })),
});
export type FormProgrammeRow = z.infer<typeof FormProgrammeRow>;

/** The form of a risk with what the law gives for what is typed so far (shared/rules/intake/case-form.ts). */
export const CaseFormRow = z.object({
  edition: z.string(), asOf: z.string(), fields: z.array(FormFieldRow), programmes: z.array(FormProgrammeRow),
  documents: z.array(z.object({ id: z.string(), title: Words, source: z.string() })), faults: z.array(InputIssue), names: z.record(z.string(), Words),
});
export type CaseFormRow = z.infer<typeof CaseFormRow>;
