import { documentTable } from '../../../src-main/replica/store/documents.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop } from '../../support/replica/laptop.ts';
import { ulan } from '../../support/replica/people.ts';
import type { DeskBench } from '../desk.ts';
import { rowOf, type Row } from '../store/row.ts';
import { fillCases } from './fill-cases.ts';

const timed = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** All the figures of an office over 100,000 cases in the encrypted replica, each run over another period; the floor is one count over the documents themselves. */
export const figuresRows = async ({ runs, items: cases = 100_000 }: DeskBench): Promise<Row[]> => {
  const folder = newFolder();
  const now = Date.parse('2026-11-22T07:00:00.000Z');
  const laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan, { now: () => now }).fetch, now: () => now });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('bolat');
  const { replica } = laptop.host.office!;
  fillCases(replica, { count: cases, workers: 40, now });
  const [samples, floor]: number[][] = [[], []];
  const table = documentTable(replica, 'cases');
  for (let run = 0; run < runs; run += 1) {
    const period = { from: `2024-${String(1 + (run % 12)).padStart(2, '0')}-01` as PlainDate, to: '2026-12-31' as PlainDate };
    samples!.push(timed(() => {
      const figures = laptop.look('figures.read', { period });
      if (figures.open === 0 || figures.opened === 0 || figures.disability.total === 0 || figures.deadlines.late === 0) throw new Error('nothing was counted');
    }));
    if (run < 3) floor!.push(timed(() => replica.db.list(`SELECT body ->> '$.risk' AS risk, count(*) FROM ${table} WHERE deleted = 0 GROUP BY risk`)));
  }
  await laptop.close();
  folder.remove();
  return [rowOf({ name: 'figures-100k', unit: 'ms', samples: samples!, floor: floor!, bar: 500, held: 'p95', more: { cases } })];
};
