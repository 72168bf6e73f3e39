import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { FigureTable } from '../../../shared/domain/figures/figure-table.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { dictionaryTable, obligationsTable, type Titles } from '../../../shared/rules/projection/obligation-tables.ts';
import { projectionTables } from '../../../shared/rules/projection/projection-tables.ts';
import { paperDay } from '../paper/paper-rows.ts';
import { listObligations } from '../queries/figures/obligations.ts';
import { readProjection } from '../queries/figures/read-projection.ts';
import type { Host } from '../session/host-parts.ts';
import { exportTables } from './export-tables.ts';

/** projection.export: the projection with its assumptions, the obligations it starts from (a workbook has their dictionary beside them), or the dictionary alone. */
export const exportProjection = async (host: Host, { what, assumptions, format, language }: ParsedInputOf<'projection.export'>): Promise<Result<OutputOf<'projection.export'>, AppError>> => {
  const say = host.words(language);
  const word = (key: string) => say(`figures:projection.${key}`);
  const rules = host.rules();
  const titles: Titles = { risk: (id) => rules.risks.find((one) => one.id === id)?.title[language] ?? id, programme: (id) => rules.programmes.get(id)?.source.title[language] ?? id };
  const today = host.clock.today();
  const parts = {
    projection: (): [string, string, FigureTable[]] => [word('file'), word('title'), projectionTables(readProjection(host, { assumptions }), say, titles)],
    obligations: (): [string, string, FigureTable[]] => [word('data.file'), word('data.title'), [obligationsTable(listObligations(host), say, titles), ...(format === 'csv' ? [] : [dictionaryTable(say)])]],
    dictionary: (): [string, string, FigureTable[]] => [word('dictionary.file'), word('dictionary.title'), [dictionaryTable(say)]],
  } as const;
  const [name, title, tables] = parts[what]();
  return ok(await exportTables(host, { name: `${name}-${today}`, title, number: paperDay(today), tables, format, language }));
};
