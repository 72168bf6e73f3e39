import { csvText } from '../../../shared/domain/figures/csv-text.ts';
import type { FigureTable } from '../../../shared/domain/figures/figure-table.ts';
import { longTable } from '../../../shared/domain/figures/long-table.ts';
import type { ExportedFile, ExportFormat, ExportLanguage } from '../../../shared/ipc/figures-rows.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { figuresPage } from './figures-page.ts';
import { xlsxBytes } from './xlsx-bytes.ts';

type Wanted = { readonly name: string; readonly title: string; readonly number: string; readonly tables: readonly FigureTable[]; readonly format: ExportFormat; readonly language: ExportLanguage; readonly pictures?: Readonly<Record<string, string>> | undefined };

/** Tables as a file: one table as it is in a CSV, several as rows of one; a workbook of a sheet each; or a page to print. */
export const exportTables = async (host: Host, { name, title, number, tables, format, language, pictures }: Wanted): Promise<ExportedFile> => {
  const say = host.words(language);
  if (format === 'xlsx') return { name: `${name}.xlsx`, bytes: await xlsxBytes(tables) };
  if (format === 'csv') {
    const [only] = tables;
    return { name: `${name}.csv`, bytes: new TextEncoder().encode(csvText(only && tables.length === 1 ? only : longTable(tables, say))) };
  }
  const { certificate } = getOffice(host);
  const area = host.areas.find(({ kato }) => kato === certificate.area);
  const place = area ? { kk: area.nameKk, ru: area.nameRu, en: area.nameEn }[language] : '';
  return { name, html: figuresPage({ print: host.print(), say, language, title, number, place, state: certificate.training ? say('figures:paper.training') : '', tables, ...(pictures ? { pictures } : {}) }) };
};
