/**
 * A condition: a later signed act of the same person, by whichever of their records, follows the act that `a` names. `acts`: the table of acts. From the person's records to their acts, in this order: nobody gathers the
 * figures by which the database would find it itself.
 */
export const isFollowed = (acts: string): string =>
  `EXISTS (WITH RECURSIVE same (id) AS (
     SELECT a.personId UNION SELECT k.merged_into FROM same s JOIN person_key k ON k.id = s.id WHERE k.merged_into IS NOT NULL UNION SELECT k.id FROM same s JOIN person_key k ON k.merged_into = s.id
   ) SELECT 1 FROM same s CROSS JOIN ${acts} b WHERE b.personId = s.id AND b.deleted = 0 AND +b.status = 'signed' AND +b.id > a.id)`;
