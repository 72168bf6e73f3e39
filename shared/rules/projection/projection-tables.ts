import { addMonths } from '../../base/date-steps.ts';
import type { FigureTable } from '../../domain/figures/figure-table.ts';
import type { Say } from '../../domain/figures/office-tables.ts';
import type { Titles } from './obligation-tables.ts';
import type { ProjectionView } from './projection-view.ts';

const shortDay = (day: string): string => day.split('-').toReversed().join('.');
const flows = ['start', 'added', 'died', 'left', 'expired', 'end'] as const;
const words = (say: Say) => (key: string, values?: Readonly<Record<string, string | number>>) => say(`figures:projection.${key}`, values);

/** A twelfth of a whole amount, to the nearest tenge. */
const perMonth = (cost: string): string => ((BigInt(cost) + 6n) / 12n).toString();

const assumptionsTable = ({ assumptions, mortality }: ProjectionView, say: Say, titles: Titles): FigureTable => {
  const word = words(say);
  const [user, counted] = [word('byUser'), word('counted')];
  return {
    id: 'assumptions', title: word('assumptions'),
    columns: [{ title: word('assumption'), type: 'text' }, { title: word('value'), type: 'text' }, { title: word('origin'), type: 'text' }],
    rows: [
      [word('yearsAhead'), String(assumptions.years), user], [word('mortality'), assumptions.mortalityPercent, user], [word('renew'), assumptions.renewPercent, user], [word('index'), assumptions.indexPercent, user],
      ...assumptions.programmes.flatMap(({ programme, newPerYear, endPercent }) => [[`${titles.programme(programme)}: ${word('newPerYear')}`, String(newPerYear), `${counted} / ${user}`], [`${titles.programme(programme)}: ${word('endPercent')}`, endPercent, user]]),
    ],
    note: word('table', { from: shortDay(mortality.from), source: mortality.source, certainty: mortality.certainty }),
  };
};

/** A projection as tables in one language: payments by year, cost by year, programmes, and what was assumed. */
export const projectionTables = (view: ProjectionView, say: Say, titles: Titles): FigureTable[] => {
  const word = words(say);
  const { total, programmes } = view.projection;
  const year = (number: number) => word('year', { year: number, from: shortDay(addMonths(view.asOf, 12 * (number - 1))) });
  const note = word('note', { asOf: shortDay(view.asOf), count: view.payments });
  return [
    { id: 'heads', title: word('heads'), chart: [6], note, columns: [{ title: word('years'), type: 'text' }, ...flows.map((flow) => ({ title: word(flow), type: 'expected' as const }))], rows: total.map((one) => [year(one.year), ...flows.map((flow) => Number(one[flow]))]) },
    { id: 'cost', title: word('cost'), chart: [1], columns: [{ title: word('years'), type: 'text' }, { title: word('costColumn'), type: 'money' }, { title: word('perMonth'), type: 'money' }], rows: total.map((one) => [year(one.year), one.cost, perMonth(one.cost)]) },
    {
      id: 'programmes', title: word('programmes'),
      columns: [{ title: word('programme'), type: 'text' }, { title: say('figures:risk'), type: 'text' }, { title: word('now'), type: 'expected' }, { title: word('end'), type: 'expected' }, { title: word('costFirst'), type: 'money' }, { title: word('costLast'), type: 'money' }],
      rows: programmes.map(({ programme, risk, years }) => [titles.programme(programme), titles.risk(risk), Number(years[0]?.start ?? 0), Number(years.at(-1)?.end ?? 0), years[0]?.cost ?? '0', years.at(-1)?.cost ?? '0']),
    },
    assumptionsTable(view, say, titles),
  ];
};
