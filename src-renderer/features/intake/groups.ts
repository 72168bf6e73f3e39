import type { CaseFormRow, FormFieldRow } from '../../../shared/ipc/case-form.ts';

/** The parts of the form, in their order. */
export const parts = ['applicant', 'event', 'work', 'documents', 'more'] as const;
export type Part = (typeof parts)[number];

export const isGroup = (part: Part): part is FormFieldRow['group'] => part === 'applicant' || part === 'event' || part === 'work';

/** The part of the form where a fact (by its flat name) is asked. */
export const partOf = (form: CaseFormRow, name: string): Part => {
  const fact = name.replace(/^(law|reasons)\./, '');
  return form.fields.find(({ id }) => id === fact)?.group ?? 'more';
};

/** True where nothing of a group is wrong or lacking. */
export const isComplete = (form: CaseFormRow, group: FormFieldRow['group']): boolean => {
  const fields = form.fields.filter((field) => field.group === group);
  return fields.every((field) => !field.lacking && !form.faults.some(({ path }) => path === field.id || path.startsWith(`${field.id}[`)));
};
