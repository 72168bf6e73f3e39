import type { PersonId } from '../../../shared/base/ids.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { documentColumn, documentTable, plainDocument } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';
import { sameRecords } from './same-records.ts';

/** The cases of a person, by whichever of the records that are theirs, oldest first; traces of what was given away are among them. */
export const listCasesOfPerson = (replica: Replica, person: PersonId): Case[] =>
  replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'cases')} WHERE deleted = 0 AND ${documentColumn(replica, 'cases', 'personId')} IN (SELECT value FROM json_each(?)) ORDER BY id`, JSON.stringify(sameRecords(replica, person).ids))
    .map(({ body }) => plainDocument<Case>(body));
