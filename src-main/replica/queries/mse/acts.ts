import { addMonths } from '../../../../shared/base/date-steps.ts';
import type { ActId } from '../../../../shared/base/ids.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { Act } from '../../../../shared/domain/mse/act.ts';
import type { OutputOf, ParsedInputOf } from '../../../../shared/ipc/contract.ts';
import type { ActRow, DueRow } from '../../../../shared/ipc/mse-rows.ts';
import { actHash, verifyAct } from '../../../../shared/rules/mse/verify-act.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';
import { personNames } from '../person-names.ts';
import { sameRecords } from '../same-records.ts';
import { travelOfDocument } from '../travel.ts';
import { findSuccessor } from './act-successor.ts';
import { actLawOf } from './act-law.ts';
import { isFollowed } from './followed-act.ts';

const mostRows = 200;
type Found = Pick<Act, 'id' | 'number' | 'minutes' | 'assessment' | 'personId' | 'day' | 'until' | 'status' | 'cites'> & { readonly votes: number };

const columns = ['id', 'number', 'minutes', 'assessment', 'personId', 'day', 'until', 'status', 'cites'].map((field) => `a.body ->> '$.${field}' AS "${field}"`).join(', ');
const namesOf = (replica: Replica, id: string) => {
  const person = findDocument(replica, 'persons', id);
  const names = person ? personNames(person) : { kk: '', ru: '' };
  return { personKk: names.kk, personRu: names.ru };
};

/** act.list: the register of acts, newest first; of one person, by whichever record of theirs, where asked. */
export const readActs = (host: Host, { personId }: ParsedInputOf<'act.list'>): OutputOf<'act.list'> => {
  const { replica } = getOffice(host);
  const table = documentTable(replica, 'acts');
  const [condition, parameters] = personId === undefined ? ['1', []] : ['a.personId IN (SELECT value FROM json_each(?))', [JSON.stringify(sameRecords(replica, personId).ids)]];
  const found = replica.db.list<Found>(`SELECT ${columns}, json_array_length(a.body, '$.votes') AS votes FROM ${table} a WHERE a.id IN (SELECT a.id FROM ${table} a WHERE a.deleted = 0 AND ${condition} ORDER BY a.id DESC LIMIT ?) ORDER BY a.id DESC`, ...parameters, mostRows);
  const total = replica.db.find<{ count: number }>(`SELECT count(*) AS count FROM ${table} a WHERE a.deleted = 0 AND ${condition}`, ...parameters)?.count ?? 0;
  const citing = replica.db.list<{ cites: string; id: string }>(`SELECT a.cites AS cites, a.id FROM ${table} a WHERE a.deleted = 0 AND a.status = 'signed' AND a.cites IN (SELECT value FROM json_each(?))`, JSON.stringify(found.map(({ id }) => id)));
  const cited = new Map(citing.map((one) => [one.cites, one.id as ActId]));
  return { rows: found.map((act): ActRow => ({ ...act, ...namesOf(replica, act.personId), citedBy: cited.get(act.id) ?? null, travel: travelOfDocument(replica, 'acts', act.id) })), total };
};

/** The act `id` as a reader sees it: verified now, byte for byte, and held against the bytes of the act that it cites, where that is here. Undefined where there is none. */
export const findActView = (host: Host, id: ActId): OutputOf<'act.read'> | undefined => {
  const { replica } = getOffice(host);
  const act = findDocument(replica, 'acts', id);
  if (!act) return undefined;
  const { body, faults } = verifyAct(host.crypto, act, actLawOf(host));
  const cited = body?.cites ? findDocument(replica, 'acts', body.cites.act) : undefined;
  const citesOther = cited !== undefined && actHash(host.crypto, cited) !== body?.cites?.hash;
  return { act, body: body ?? null, faults: [...faults, ...(citesOther ? ['cites'] : [])], citedBy: findSuccessor(replica, id)?.id ?? null, travel: travelOfDocument(replica, 'acts', id) };
};

const stateOf = (until: PlainDate, today: PlainDate): DueRow['state'] => (until <= today ? 'overdue' : until <= addMonths(today, 2) ? 'soon' : 'later');

/** act.due: signed acts whose term ends, that no later signed act of the person follows; the most overdue first. */
export const readDue = (host: Host): OutputOf<'act.due'> => {
  const { replica } = getOffice(host);
  const today = host.clock.today();
  const table = documentTable(replica, 'acts');
  const found = replica.db.list<Found & { until: PlainDate }>(
    `SELECT ${columns}, 0 AS votes FROM ${table} a WHERE a.deleted = 0 AND a.status = 'signed' AND a.until > '' AND a.until <= ?
     AND NOT ${isFollowed(table)}
     ORDER BY a.until LIMIT ?`, addMonths(today, 12), mostRows);
  return { rows: found.map((act) => ({ id: act.id, number: act.number, personId: act.personId, ...namesOf(replica, act.personId), until: act.until, state: stateOf(act.until, today) })), trace: [] };
};
