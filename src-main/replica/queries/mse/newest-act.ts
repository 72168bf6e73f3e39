import type { PersonId } from '../../../../shared/base/ids.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import { documentTable, plainDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';

/** The newest signed act of a person, by whichever of these records of theirs, or undefined. */
export const findNewestSigned = (replica: Replica, persons: readonly PersonId[]): Act | undefined => {
  const row = replica.db.find<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'acts')} WHERE deleted = 0 AND personId IN (SELECT value FROM json_each(?)) AND status = 'signed' ORDER BY id DESC LIMIT 1`, JSON.stringify(persons));
  return row && plainDocument<Act>(row.body);
};
