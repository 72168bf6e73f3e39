import type { Assessment } from '../../../../shared/domain/mse/assessment.ts';
import type { OutputOf, ParsedInputOf } from '../../../../shared/ipc/contract.ts';
import type { AssessmentRow } from '../../../../shared/ipc/mse-rows.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import { afterWorkingDays } from '../../../../shared/rules/mse/working-days.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument, plainDocument } from '../../store/documents.ts';
import { personNames } from '../person-names.ts';
import { travelOfDocument } from '../travel.ts';
import { listOpinionsOf, shownOpinions } from './opinions.ts';

const mostRows = 500;
type Room = ParsedInputOf<'assessment.list'>['room'];

const rooms = {
  waiting: { condition: "a.status = 'referred'", order: "a.body ->> '$.referral.date', a.id" },
  calendar: { condition: "a.status IN ('scheduled', 'signing')", order: "a.body ->> '$.visit.day', a.body ->> '$.visit.place', a.body ->> '$.visit.slot'" },
  absentia: { condition: "a.body ->> '$.mode' = 'inAbsentia' AND a.status NOT IN ('decided', 'refused')", order: 'a.id DESC' },
  all: { condition: '1', order: 'a.id DESC' },
} as const satisfies Record<Room, { condition: string; order: string }>;

/** assessment.list: examinations of a room, without anything medical. `dueBy` counts working days from the referral. */
export const readAssessments = (host: Host, { room }: ParsedInputOf<'assessment.list'>): OutputOf<'assessment.list'> => {
  const { replica } = getOffice(host);
  const { rules } = host.mse();
  const table = documentTable(replica, 'assessments');
  const { condition, order } = rooms[room];
  const found = replica.db.list<{ body: string }>(`SELECT a.body FROM ${table} a WHERE a.deleted = 0 AND ${condition} ORDER BY ${order} LIMIT ?`, mostRows).map(({ body }) => plainDocument<Assessment>(body));
  const total = replica.db.find<{ count: number }>(`SELECT count(*) AS count FROM ${table} a WHERE a.deleted = 0 AND ${condition}`)?.count ?? 0;
  const rows = found.map((one): AssessmentRow => {
    const person = findDocument(replica, 'persons', one.personId);
    const names = person ? personNames(person) : { kk: '', ru: '' };
    const opinions = one.absentia && shownOpinions(listOpinionsOf(replica, one.absentia.code), one.absentia.experts.length);
    return {
      id: one.id, number: one.number, personId: one.personId, personKk: names.kk, personRu: names.ru, status: one.status, kind: one.basis.kind, mode: one.mode, day: one.visit?.day ?? null,
      place: one.visit?.place ?? null, slot: one.visit?.slot ?? null, fieldTrip: one.visit?.fieldTrip ?? false, members: one.visit?.members.map((member) => member.name) ?? [],
      dueBy: afterWorkingDays(rules, one.referral.date, getDated(rules['examination-working-days'], one.referral.date).value),
      opinions: opinions && { given: opinions.given, wanted: opinions.wanted }, travel: travelOfDocument(replica, 'assessments', one.id),
    };
  });
  return { rows, total };
};
