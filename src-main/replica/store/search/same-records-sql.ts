/** The ids of the records that are one person with the one that `expression` names, over all merges, either way; a subquery. */
export const sameRecordsSql = (expression: string): string =>
  `(WITH RECURSIVE same (id) AS (
     SELECT ${expression} UNION SELECT k.merged_into FROM same s JOIN person_key k ON k.id = s.id WHERE k.merged_into IS NOT NULL UNION SELECT k.id FROM same s JOIN person_key k ON k.merged_into = s.id
   ) SELECT id FROM same)`;
