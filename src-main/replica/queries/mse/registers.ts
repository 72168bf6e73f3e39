import type { RegisterLine } from '../../../../shared/domain/mse/register-line.ts';
import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, plainDocument } from '../../store/documents.ts';

/** register.list: numbers of acts and minutes that became void, newest first. Blanks have a list of their own. */
export const readRegisters = (host: Host): OutputOf<'register.list'> => {
  const { replica } = getOffice(host);
  const table = documentTable(replica, 'registers');
  const found = replica.db.list<{ body: string }>(`SELECT body FROM ${table} WHERE deleted = 0 AND body ->> '$.kind' <> 'blank' ORDER BY id DESC LIMIT 500`);
  const total = replica.db.find<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE deleted = 0 AND body ->> '$.kind' <> 'blank'`)?.count ?? 0;
  return { rows: found.map(({ body }) => plainDocument<RegisterLine>(body)), total };
};
