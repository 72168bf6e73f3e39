/**
 * The condition that a row `alias` of `person_key` is a person's own: never merged, or into a record that is not here. An office that only has a case of somebody whom another district registered has the record of theirs that the case
 * names, and need not have the one that was kept.
 */
export const standsForItself = (alias: string): string => `(${alias}.merged_into IS NULL OR NOT EXISTS (SELECT 1 FROM person_key kept WHERE kept.id = ${alias}.merged_into))`;
