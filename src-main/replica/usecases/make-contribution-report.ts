import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { mostReported, type ContributionReport } from '../../../shared/domain/contribution-report.ts';
import { faultRows, type FaultSums } from '../../../shared/rules/intake/contribution-faults.ts';
import { sumFaults } from '../queries/contribution-faults.ts';
import { putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import { humanNumber, nextCount } from './next-number.ts';
import { saveChanges } from './save-changes.ts';

/** The report of what was found. RuleRefused{rule:'nothingToReport'} where every contribution is in order. */
export const decideReport = (sums: FaultSums, id: string, number: string, { area, step }: CommandContext): Result<ContributionReport, AppError> => {
  if (sums.persons === 0) return err({ type: 'RuleRefused', rule: 'nothingToReport', citation: null });
  return ok({ id, number, district: area, upTo: sums.upTo, made: step, ledgers: sums.ledgers, persons: sums.persons, employers: sums.employers.size, rows: faultRows(sums).slice(0, mostReported) });
};

/** contributions.report: what the registry shows now is written down, to be printed and to go upward in the next batch. Errors: RuleRefused, Locked, those of the storage. */
export const makeContributionReport = async (host: Host): Promise<Result<{ id: string; number: string }, AppError>> => {
  const sums = await sumFaults(host);
  if (!sums.ok) return sums;
  const { replica, certificate } = getOffice(host);
  const context = commandContext(host);
  const count = nextCount(replica.db, 'number.report', Number(context.today.slice(0, 4)));
  const report = decideReport(sums.value, host.ids.uuid(), humanNumber(count, certificate.device), context);
  if (!report.ok) return report;
  const saved = saveChanges(host, 'contributions.report', [{ collection: 'reports', before: undefined, after: report.value }], (db) => putDeviceSetting(db, 'number.report', count));
  return saved.ok ? ok({ id: report.value.id, number: report.value.number }) : saved;
};
