import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import type { Visit } from '../../../../shared/domain/mse/visit.ts';
import { documentTable, plainDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';

/** The examinations set for a day, without the one `except`: who sits where, and which turns are taken. A refused one takes no turn. */
export const listSittingsOn = (replica: Replica, day: PlainDate, except: string): Visit[] =>
  replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'assessments')} WHERE deleted = 0 AND body ->> '$.visit.day' = ? AND status <> 'refused' AND id <> ?`, day, except)
    .flatMap(({ body }) => plainDocument<Assessment>(body).visit ?? []);
