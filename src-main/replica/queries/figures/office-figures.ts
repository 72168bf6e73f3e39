import type { OfficeFigures, Period } from '../../../../shared/domain/figures/office-figures.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable } from '../../store/documents.ts';
import { staffNames } from '../staff-names.ts';
import { casesByRisk, loadOf, waitOf } from './case-figures.ts';
import { deadlinesOf } from './deadline-figures.ts';
import { disabilityOf } from './disability-counts.ts';

/** Who a member of staff of another laptop is, by a case they worked on. */
const nameElsewhere = (host: Host, id: string): string => {
  const { replica } = getOffice(host);
  const row = replica.db.find<{ name: string | null }>(
    `SELECT CASE WHEN f.worker = w.id THEN c.body ->> '$.opened.byName' ELSE c.body ->> '$.approved.byName' END AS name
     FROM (SELECT ? AS id) w CROSS JOIN case_figure f JOIN ${documentTable(replica, 'cases')} c ON c.id = f.id WHERE w.id IN (f.worker, f.decider) LIMIT 1`, id,
  );
  return row?.name ?? id;
};

/** figures.read: the figures of the office over a period. */
export const readOfficeFigures = (host: Host, period: Period): OfficeFigures => {
  const { replica, certificate: { area } } = getOffice(host);
  const { db } = replica;
  const names = staffNames(db);
  const workers = loadOf(db, area, period).map((load) => ({ ...load, name: names.get(load.id) ?? nameElsewhere(host, load.id) }));
  const cases = casesByRisk(db, area, period);
  return {
    period,
    opened: cases.reduce((sum, { count }) => sum + count, 0),
    decided: workers.reduce((sum, { decided }) => sum + decided, 0),
    open: workers.reduce((sum, { open }) => sum + open, 0),
    cases,
    wait: waitOf(db, area, period),
    workers: workers.sort((a, b) => b.open + b.opened - a.open - a.opened || (a.id < b.id ? -1 : 1)),
    deadlines: deadlinesOf(db, host.mse().rules, area, period, host.clock.today()),
    disability: disabilityOf(db, area, period),
  };
};
