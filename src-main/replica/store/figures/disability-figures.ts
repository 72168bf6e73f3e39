import type { Person } from '../../../../shared/domain/person.ts';
import type { WritableDb } from '../db.ts';

/** What of a person is counted. */
export type CountedPerson = Pick<Person, 'id' | 'district' | 'birthDate' | 'sex' | 'mergedInto'> & { readonly disability?: Person['disability'] | undefined };

/** Keeps the disability on record of a person that is written; a record given up in a merge counts with the one that was kept. */
export const keepDisabilityFigure = (db: WritableDb, { id, district, birthDate, sex, disability, mergedInto }: CountedPerson): void => {
  if (!disability || mergedInto) db.run('DELETE FROM person_disability WHERE id = ?', id);
  else {
    db.run('INSERT OR REPLACE INTO person_disability (id, district, birth, sex, grade, cause, since) VALUES (?, ?, ?, ?, ?, ?, ?)', id, district, birthDate, sex, disability.group, disability.cause, disability.since);
  }
};

/** Counts the persons that `table` (RxDB's, with `body` and `deleted`) holds already. */
export const fillDisabilityFigures = (db: WritableDb, table: string): void => {
  db.run(`INSERT OR REPLACE INTO person_disability (id, district, birth, sex, grade, cause, since)
    SELECT body ->> '$.id', body ->> '$.district', body ->> '$.birthDate', body ->> '$.sex', body ->> '$.disability.group', body ->> '$.disability.cause', body ->> '$.disability.since'
    FROM ${table} WHERE deleted = 0 AND body ->> '$.disability.cause' IS NOT NULL AND body ->> '$.mergedInto' IS NULL`);
};
