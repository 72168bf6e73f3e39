import type { z } from 'zod';
import type { InputIssue } from '../../shared/base/app-error.ts';

/** The faults of an input as issues with a code; zod's own messages, which are for engineers, become `invalid` or `required`. */
export const inputIssues = (error: z.ZodError): InputIssue[] =>
  error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: /^[a-z][A-Za-z]*$/.test(issue.message) ? issue.message : issue.code === 'invalid_type' ? 'required' : 'invalid',
  }));
