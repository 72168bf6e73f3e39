import type { Instant } from '../../../shared/base/instant.ts';
import type { Case, CaseStep } from '../../../shared/domain/case.ts';
import type { CaseRow } from '../../../shared/ipc/rows.ts';
import type { Office } from '../session/host-parts.ts';
import { documentTable, findDocument, plainDocument } from '../store/documents.ts';
import type { SqlParameter } from '../store/db.ts';
import { personNames } from './person-names.ts';
import { staffNames } from './staff-names.ts';
import { travelOfDocument } from './travel.ts';

/** More than a person reads; the whole number is told beside the rows. */
const mostRows = 1000;

/** A case with its newest journal entry here. */
type Found = { readonly body: string; readonly at: Instant | null; readonly author: string | null };

const newestStep = (found: Case): CaseStep =>
  [found.opened, found.handedOver, found.returned, found.approved, found.transferred].reduce<CaseStep>((newest, step) => (step && step.at > newest.at ? step : newest), found.opened);

/**
 * Cases for a list, newest change first. `condition` is SQL over `c.body` (the document as JSON), `c.id`, `w.area` (the office's district) and `w.me` (who is
 * at the laptop), with `parameters`.
 * Returns at most a thousand rows, and how many there are.
 */
export const listCaseRows = ({ replica, certificate, session }: Office, condition: string, parameters: readonly SqlParameter[]): { rows: CaseRow[]; total: number } => {
  const found = replica.db.list<Found>(
    `SELECT c.body, j.at, j.author FROM (SELECT ? AS area, ? AS me) w CROSS JOIN ${documentTable(replica, 'cases')} c
     LEFT JOIN journal j ON j.number = (SELECT max(number) FROM journal WHERE document = c.id)
     WHERE c.deleted = 0 AND (${condition})`,
    certificate.area, session.staff, ...parameters,
  );
  const names = staffNames(replica.db);
  const changed = found.map(({ body, at, author }) => {
    const document = plainDocument<Case>(body);
    const step = newestStep(document);
    const own = at !== null && at >= step.at;
    return { document, changedAt: own ? at : step.at, byName: own ? (names.get(author ?? '') ?? step.byName) : step.byName };
  });
  changed.sort((a, b) => (a.changedAt > b.changedAt ? -1 : a.changedAt < b.changedAt ? 1 : a.document.id < b.document.id ? 1 : -1));
  const rows = changed.slice(0, mostRows).map(({ document, changedAt, byName }): CaseRow => {
    const person = findDocument(replica, 'persons', document.personId);
    const { kk, ru } = person ? personNames(person) : { kk: '', ru: '' };
    return {
      id: document.id, number: document.number, risk: document.risk, status: document.status, personId: document.personId, personKk: kk, personRu: ru,
      changedAt, byName, transferredTo: document.transferred?.to ?? null, travel: travelOfDocument(replica, 'cases', document.id),
    };
  });
  return { rows, total: changed.length };
};
