import type { PersonId } from '../../../../shared/base/ids.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import { documentTable, plainDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';

/** The newest signed act of a person, or undefined. */
export const findNewestSigned = (replica: Replica, personId: PersonId): Act | undefined => {
  const row = replica.db.find<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'acts')} WHERE deleted = 0 AND personId = ? AND status = 'signed' ORDER BY id DESC LIMIT 1`, personId);
  return row && plainDocument<Act>(row.body);
};
