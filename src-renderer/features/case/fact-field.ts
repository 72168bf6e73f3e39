/** The element id of a fact's field, by which a refusal leads there. */
export const factFieldId = (field: string): string => `fact-${field}`;

/** Puts the focus on the field of the first of `issues` (`facts.<field>`), where the form has it. */
export const focusFirstFault = (issues: readonly { readonly path: string }[]): void => {
  const field = issues[0]?.path.split('.').at(-1);
  if (field !== undefined) document.getElementById(factFieldId(field))?.focus();
};
