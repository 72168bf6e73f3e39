import type { Case } from '../../../../shared/domain/case.ts';
import type { Replica } from '../../store/replica.ts';
import { documentTable, plainDocument } from '../../store/documents.ts';

/** The cases that a batch released, as they are now; none of a batch that another laptop signed and sent. */
export const listBatchCases = (replica: Replica, batch: string): Case[] =>
  replica.db.list<{ body: string }>(
    `SELECT c.body FROM (SELECT document FROM journal WHERE batch = ? AND collection = 'cases' UNION SELECT document FROM office_entry WHERE batch = ? AND collection = 'cases') b
     CROSS JOIN ${documentTable(replica, 'cases')} c ON c.id = b.document WHERE c.deleted = 0 ORDER BY c.id`, batch, batch,
  ).map(({ body }) => plainDocument<Case>(body));
