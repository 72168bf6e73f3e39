import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ContributionReport } from '../../../shared/domain/contribution-report.ts';
import type { Ledger } from '../../../shared/domain/ledger.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { contributionDue } from '../../../shared/rules/intake/contribution-due.ts';
import { addFaults, faultRows, noFaults, type FaultSums } from '../../../shared/rules/intake/contribution-faults.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { documentTable, plainDocument } from '../store/documents.ts';
import { travelOf } from './travel.ts';

/** Ledgers read in one go; then whoever else waits is heard. */
const slice = 100;
/** Employers that a list shows. */
const mostShown = 300;
const breath = () => new Promise((resolve) => setTimeout(resolve, 0));

/** The faults of contributions in every ledger of the office's district. Error: Locked where the laptop was locked meanwhile. */
export const sumFaults = async (host: Host): Promise<Result<FaultSums, AppError>> => {
  const office = getOffice(host);
  const { replica, certificate } = office;
  const sums = noFaults();
  const due = contributionDue(host.rules());
  for (let after = ''; ; ) {
    const rows = replica.db.list<{ id: string; body: string }>(`SELECT id, body FROM ${documentTable(replica, 'ledger')} WHERE deleted = 0 AND id > ? ORDER BY id LIMIT ?`, after, slice);
    for (const { body } of rows) {
      const ledger = plainDocument<Ledger>(body);
      if (ledger.district === certificate.area) addFaults(sums, ledger, due);
    }
    const last = rows.at(-1);
    if (!last || rows.length < slice) return ok(sums);
    after = last.id;
    await breath();
    if (host.office !== office) return err({ type: 'Locked' });
  }
};

/** contributions.faults: employers with missing and late contributions, who owes most first (Concept, S14). Error: Locked. */
export const readContributionFaults = async (host: Host): Promise<Result<OutputOf<'contributions.faults'>, AppError>> => {
  const sums = await sumFaults(host);
  return sums.ok ? ok({ upTo: sums.value.upTo, ledgers: sums.value.ledgers, persons: sums.value.persons, employers: sums.value.employers.size, rows: faultRows(sums.value).slice(0, mostShown) }) : sums;
};

/** contributions.reports: the reports of this office, newest first, with how far each has come. */
export const readContributionReports = (host: Host): OutputOf<'contributions.reports'> => {
  const { replica } = getOffice(host);
  const reports = replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'reports')} WHERE deleted = 0 ORDER BY id DESC LIMIT 100`).map(({ body }) => plainDocument<ContributionReport>(body));
  return { rows: reports.map(({ id, number, upTo, made, persons, employers }) => ({ id, number, upTo, madeAt: made.at, madeByName: made.byName, persons, employers, travel: travelOf(replica.db, id) })) };
};
