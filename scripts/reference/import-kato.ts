import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Makes `resources/reference/kato-2024.tsv` from the table of geokz and the list of its known defects:
 * `node scripts/reference/import-kato.ts` (Node 24). Every mend must still find what it mends, and no name may keep letters of
 * two scripts; otherwise the source has changed and the list must be looked at.
 */
const folder = new URL('../../resources/reference/', import.meta.url);

/** The state the source describes; the day each area really began is not in it. */
const validFrom = '2024-01-01';

const readRows = (file: string): Record<string, string>[] => {
  const [heading = '', ...lines] = readFileSync(new URL(file, folder), 'utf8').trimEnd().split(/\r?\n/);
  const columns = heading.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [columns[at] ?? '', cell])));
};

/** The mended table as text. Throws on a mend that no longer fits. */
export const mendedKato = (): string => {
  const rows = readRows('source/kato-2024.geokz.tsv');
  for (const { kato, field, from, to } of readRows('kato-mends.tsv')) {
    const row = rows.find((candidate) => candidate['kato'] === kato);
    if (!row || field === undefined || to === undefined || row[field] !== from) throw new Error(`mend of ${String(kato)} ${String(field)} finds no «${String(from)}»`);
    row[field] = to;
  }
  const mixed = rows.find((row) => /[A-Za-z]/.test(`${row['name_kk'] ?? ''}${row['name_ru'] ?? ''}`));
  if (mixed) throw new Error(`Latin letters in ${JSON.stringify(mixed)}`);
  const columns = ['level', 'kato', 'parent', 'name_kk', 'name_ru', 'name_en', 'iso'];
  const lines = rows.map((row) => [...columns.map((column) => row[column] ?? ''), validFrom, ''].join('\t'));
  return [[...columns, 'from', 'to'].join('\t'), ...lines, ''].join('\n');
};

if (import.meta.main) writeFileSync(new URL('kato-2024.tsv', folder), mendedKato());
