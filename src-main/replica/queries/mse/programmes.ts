import type { PersonId } from '../../../../shared/base/ids.ts';
import type { Programme } from '../../../../shared/domain/mse/programme.ts';
import type { OutputOf, ParsedInputOf } from '../../../../shared/ipc/contract.ts';
import type { ProgrammeRow } from '../../../../shared/ipc/mse-rows.ts';
import { progressOf } from '../../../../shared/rules/mse/carry-over.ts';
import { isOpened } from '../../session/opened-records.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument, plainDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';
import { personNames } from '../person-names.ts';
import { sameRecords } from '../same-records.ts';

/** A person's programmes, by whichever record of theirs, newest first. */
export const listProgrammesOf = (replica: Replica, personId: PersonId): Programme[] =>
  replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'programmes')} WHERE deleted = 0 AND personId IN (SELECT value FROM json_each(?)) ORDER BY id DESC`, JSON.stringify(sameRecords(replica, personId).ids)).map(({ body }) => plainDocument<Programme>(body));

const rowOf = (replica: Replica, programme: Programme): ProgrammeRow => {
  const person = findDocument(replica, 'persons', programme.personId);
  const names = person ? personNames(person) : { kk: '', ru: '' };
  return { id: programme.id, personId: programme.personId, personKk: names.kk, personRu: names.ru, act: programme.act, from: programme.from, until: programme.until, ...progressOf(programme), closed: programme.closed !== null };
};

/** programme.list: programmes with how they stand, those that run first; of one person where asked. */
export const readProgrammes = (host: Host, { personId }: ParsedInputOf<'programme.list'>): OutputOf<'programme.list'> => {
  const { replica } = getOffice(host);
  const table = documentTable(replica, 'programmes');
  if (personId !== undefined) {
    const rows = listProgrammesOf(replica, personId).map((one) => rowOf(replica, one));
    return { rows, total: rows.length };
  }
  const found = replica.db.list<{ body: string }>(`SELECT body FROM ${table} WHERE deleted = 0 ORDER BY body ->> '$.closed' IS NOT NULL, id DESC LIMIT 500`);
  const total = replica.db.find<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE deleted = 0`)?.count ?? 0;
  return { rows: found.map(({ body }) => rowOf(replica, plainDocument<Programme>(body))), total };
};

/** programme.watch: a programme that was opened with its trace, and how the person's programmes went over the years, oldest first. */
export const readProgramme = (host: Host, { id }: ParsedInputOf<'programme.watch'>): OutputOf<'programme.watch'> => {
  const office = getOffice(host);
  const programme = isOpened(office, id) ? findDocument(office.replica, 'programmes', id) : undefined;
  if (!programme) return { programme: null, history: [] };
  return { programme, history: listProgrammesOf(office.replica, programme.personId).map((one) => rowOf(office.replica, one)).toReversed() };
};
