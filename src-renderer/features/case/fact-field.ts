/** The element id of a fact's field, by which a refusal leads there. `name` is the flat one or the fact's own. */
export const factFieldId = (name: string): string => `fact-${name.replace(/^(law|reasons)\./, '')}`;
