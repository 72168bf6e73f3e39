import type { z } from 'zod';

/** One fault of the rules: which file, where in it, what. */
export type RuleIssue = { readonly file: string; readonly path: string; readonly code: string; readonly detail: string };

/** What zod says of a file, as issues. */
export const zodIssues = (file: string, error: z.ZodError): RuleIssue[] =>
  error.issues.map((issue) => ({ file, path: issue.path.join('.'), code: issue.code, detail: issue.message }));
