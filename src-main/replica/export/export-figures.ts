import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { officeTables } from '../../../shared/domain/figures/office-tables.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { paperDay } from '../paper/paper-rows.ts';
import { readOfficeFigures } from '../queries/figures/office-figures.ts';
import type { Host } from '../session/host-parts.ts';
import { exportTables } from './export-tables.ts';

/** figures.export: the figures of a period as a file, for the shell to put among the person's documents. */
export const exportFigures = async (host: Host, { period, format, language }: ParsedInputOf<'figures.export'>): Promise<Result<OutputOf<'figures.export'>, AppError>> => {
  const say = host.words(language);
  const figures = readOfficeFigures(host, period);
  const risk = (id: string) => host.rules().risks.find((one) => one.id === id)?.title[language] ?? id;
  const days = `${paperDay(period.from)} – ${paperDay(period.to)}`;
  return ok(await exportTables(host, { name: `${say('figures:file')}-${period.from}-${period.to}`, title: say('figures:title'), number: days, tables: officeTables(figures, say, risk), format, language }));
};
