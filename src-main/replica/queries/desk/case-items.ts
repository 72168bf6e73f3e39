import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import { applicationDay } from '../../../../shared/domain/application-day.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import { decisionDeadline } from '../../../../shared/rules/desk/decision-deadline.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentColumn, documentTable, plainDocument } from '../../store/documents.ts';
import type { ReadableDb } from '../../store/db.ts';
import { itemOfCase, type QueueItem } from './queue-item.ts';

/** Deadlines by day and programmes: thousands of cases share some dozens of them. */
const remember = (host: Host): ((found: Case) => PlainDate) => {
  const { rules } = host.mse();
  const known = new Map<string, PlainDate>();
  return (found) => {
    const [day, claims] = [applicationDay(found), found.facts.claims ?? []];
    const key = `${day} ${claims.join()}`;
    const due = known.get(key) ?? decisionDeadline(rules, day, claims);
    known.set(key, due);
    return due;
  };
};

const wasReturned = (db: ReadableDb, id: string): boolean =>
  db.find("SELECT 1 FROM journal WHERE document = ? AND command = 'case.return' UNION ALL SELECT 1 FROM office_entry WHERE document = ? AND command = 'case.return' LIMIT 1", id, id) !== undefined;

/** The cases of this office that wait for somebody, as far as they changed after `sequence`; `waits` undefined: the case waits no more. */
export const listChangedCases = (host: Host, sequence: number): { readonly sequence: number; readonly changed: readonly { readonly id: string; readonly item: QueueItem | undefined }[] } => {
  const { replica, certificate } = getOffice(host);
  const table = documentTable(replica, 'cases');
  const newest = replica.db.find<{ newest: number | null }>(`SELECT max(sequence) AS newest FROM ${table}`)?.newest ?? 0;
  if (newest === sequence) return { sequence, changed: [] };
  // The first time by status, so that the closed cases of many years are not read.
  const where = sequence === 0 ? `${documentColumn(replica, 'cases', 'status')} IN ('review', 'returned') AND deleted = 0 AND sequence > ?` : 'sequence > ?';
  const rows = replica.db.list<{ id: string; deleted: number; body: string }>(`SELECT id, deleted, body FROM ${table} WHERE ${where}`, sequence);
  const dueOf = remember(host);
  const changed = rows.map(({ id, deleted, body }) => {
    const found = plainDocument<Case>(body);
    const waits = deleted === 0 && found.district === certificate.area && (found.status === 'review' || found.status === 'returned');
    if (!waits) return { id, item: undefined };
    const kind = found.status === 'returned' ? 'returned' : wasReturned(replica.db, id) ? 'answered' : 'review';
    return { id, item: itemOfCase(found, kind, dueOf(found)) };
  });
  return { sequence: newest, changed };
};
