import type { InputOf } from '../../../shared/ipc/contract.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop } from '../../support/replica/laptop.ts';
import { ulan } from '../../support/replica/people.ts';
import type { DeskBench } from '../desk.ts';
import { rowOf, type Row } from '../store/row.ts';
import { fillQueue } from './fill-queue.ts';

type Filter = InputOf<'queue.list'>['filter'];

/** What a person does to a long queue, by turns: text typed letter by letter, kinds, deadlines, a risk, a caseworker, nothing. */
const filters: readonly Filter[] = [
  {}, { text: 'ах' }, { text: 'ахм' }, { text: 'гүлнұр' }, { text: 'оспан ерл' }, { text: '2026-1999' }, { urgency: ['overdue'] }, { urgency: ['today', 'soon'] }, { kinds: ['review'] },
  { risk: 'birth-and-children' }, { risk: 'loss-of-work-capacity', urgency: ['later'] }, { by: '01890000-0000-7000-8000-f00000000003' as never }, { text: 'жоқадам' },
];

/** As many rows as the window asks for at once. */
const page = 60;

/**
 * `queue-filter`: a filter is changed, `queue-scroll`: another stretch is asked for, `queue-decide`: a case is approved and the queue is there without it. Measured in
 * the replica host, from the request to the rows as they would be sent (contract's schema included); the window adds its own drawing of some thirty rows, which this does not measure.
 */
export const queueRows = async ({ runs, items = 20_000 }: DeskBench): Promise<Row[]> => {
  const folder = newFolder();
  const laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan).fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('bolat');
  fillQueue(laptop.host.office!.replica, items, laptop.host.clock.now());
  const timed = (input: InputOf<'queue.list'>): number => {
    const start = performance.now();
    const seen = laptop.look('queue.list', input);
    const took = performance.now() - start;
    if (seen.counts.all > items) throw new Error('the queue grew');
    return took;
  };
  const first = timed({ filter: {}, offset: 0, limit: page });
  const filtered = Array.from({ length: runs }, (_, run) => timed({ filter: filters[run % filters.length] ?? {}, offset: 0, limit: page }));
  const scrolled = Array.from({ length: runs }, (_, run) => timed({ filter: {}, offset: (run * 7919 * page) % items, limit: page }));
  const decided: number[] = [];
  for (let run = 0; run < Math.min(runs, 50); run += 1) {
    const { rows } = laptop.look('queue.list', { filter: { kinds: ['review'] }, offset: run, limit: 1 });
    const start = performance.now();
    await laptop.must('case.approve', { id: rows[0]!.caseId! });
    laptop.look('queue.list', { filter: { kinds: ['review'] }, offset: 0, limit: page });
    decided.push(performance.now() - start);
  }
  await laptop.close();
  folder.remove();
  const more = { items, where: 'replica host' };
  return [
    rowOf({ name: 'queue-filter', unit: 'ms', samples: filtered, bar: 50, held: 'p95', more: { ...more, first: Math.round(first) } }),
    rowOf({ name: 'queue-scroll', unit: 'ms', samples: scrolled, bar: 50, held: 'p95', more }),
    rowOf({ name: 'queue-decide', unit: 'ms', samples: decided, bar: 200, held: 'p95', more }),
  ];
};
