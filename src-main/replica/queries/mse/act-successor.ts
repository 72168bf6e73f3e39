import type { ActId } from '../../../../shared/base/ids.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import { documentTable, plainDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';

/** The signed act that corrects, replaces or annuls `id`, or undefined. A re-examination only follows it. */
export const findSuccessor = (replica: Replica, id: ActId): Act | undefined => {
  const rows = replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'acts')} WHERE deleted = 0 AND cites = ? AND status = 'signed'`, id);
  return rows.map(({ body }) => plainDocument<Act>(body)).find((act) => (JSON.parse(act.body) as { basis?: { kind?: string } }).basis?.kind !== 'again');
};
