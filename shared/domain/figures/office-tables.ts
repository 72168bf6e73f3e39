import type { FigureTable } from './figure-table.ts';
import { ageBands, type OfficeFigures } from './office-figures.ts';

/** Words of one language by key (`namespace:key`), with figures filled in. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const states = ['draft', 'review', 'returned', 'approved'] as const;
const groups = [1, 2, 3, null] as const;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
/** Rows with a last row of sums under each column of counts. */
const withSums = (rows: readonly (readonly [string, ...number[]])[], say: Say): FigureTable['rows'] =>
  rows.length < 2 ? rows : [...rows, [say('figures:total'), ...rows[0]!.slice(1).map((_, at) => sum(rows.map((row) => row[at + 1] as number)))]];

const countColumns = (titles: readonly string[]) => titles.map((title) => ({ title, type: 'number' as const }));

const casesTable = ({ cases }: OfficeFigures, say: Say, risk: (id: string) => string): FigureTable => {
  const rows = [...Map.groupBy(cases, (one) => one.risk)].map(([id, alike]): [string, ...number[]] => {
    const counts = states.map((state) => sum(alike.filter(({ status }) => status === state).map(({ count }) => count)));
    return [risk(id), ...counts, sum(counts)];
  });
  const columns = [{ title: say('figures:risk'), type: 'text' as const }, ...countColumns([...states.map((state) => say(`case:status.${state}`)), say('figures:total')])];
  return { id: 'cases', title: say('figures:cases'), columns, rows: withSums(rows.sort((a, b) => (b[5] ?? 0) - (a[5] ?? 0)), say), chart: [1, 2, 3, 4] };
};

const waitTable = ({ wait, decided }: OfficeFigures, say: Say): FigureTable => ({
  id: 'wait', title: say('figures:wait'), chart: [1],
  columns: [{ title: say('figures:days'), type: 'text' }, ...countColumns([say('figures:decisions')])],
  rows: wait.bands.map(({ upTo, cases }, at) => [upTo === null ? say('figures:daysOver', { days: wait.bands[at - 1]?.upTo ?? 0 }) : say('figures:daysUpTo', { days: upTo }), cases]),
  note: wait.median === null ? say('figures:noDecisions') : say('figures:waitNote', { median: wait.median, p90: wait.p90 ?? wait.median, decided }),
});

const workersTable = ({ workers }: OfficeFigures, say: Say): FigureTable => ({
  id: 'workers', title: say('figures:workers'), chart: [3],
  columns: [{ title: say('figures:worker'), type: 'text' }, ...countColumns([say('figures:opened'), say('figures:decided'), say('figures:open'), say('figures:approved')])],
  rows: workers.map(({ name, opened, decided, open, approved }) => [name, opened, decided, open, approved]),
});

const deadlinesTable = ({ deadlines }: OfficeFigures, say: Say): FigureTable => ({
  id: 'deadlines', title: say('figures:deadlines'), chart: [1],
  columns: [{ title: say('figures:deadline'), type: 'text' }, ...countColumns([say('figures:count')])],
  rows: (['inTime', 'late', 'overdue'] as const).map((state) => [say(`figures:${state}`), deadlines[state]]),
  note: `${say('figures:deadlineNote', { days: deadlines.workingDays })}${deadlines.confirmed ? '' : ` ▲ ${say('figures:notConfirmed')}`}`,
});

const groupWords = (group: (typeof groups)[number], say: Say): string => say(group === null ? 'figures:noGroup' : `figures:group${group}`);

const disabilityTables = ({ disability }: OfficeFigures, say: Say): FigureTable[] => {
  const row = (label: string, alike: readonly { readonly group: number | null; readonly count: number }[]): [string, ...number[]] => {
    const counts = groups.map((group) => sum(alike.filter((one) => one.group === group).map(({ count }) => count)));
    return [label, ...counts, sum(counts)];
  };
  const titles = countColumns([...groups.map((group) => groupWords(group, say)), say('figures:total')]);
  const band = ({ from, to }: (typeof ageBands)[number]) => (to === null ? say('figures:ageFrom', { from }) : say('figures:ageBand', { from, to }));
  const causes = [...Map.groupBy(disability.causes, ({ cause }) => cause)].map(([cause, alike]) => row(say(`mse:cause.${cause}`), alike)).sort((a, b) => (b[5] ?? 0) - (a[5] ?? 0));
  const ages = ageBands.map((one, at) => row(band(one), disability.ages.filter((found) => found.band === at)));
  return [
    { id: 'causes', title: say('figures:causes'), chart: [1, 2, 3, 4], columns: [{ title: say('figures:cause'), type: 'text' }, ...titles], rows: withSums(causes, say), note: say('figures:disabilityNote', { total: disability.total, added: disability.added }) },
    { id: 'ages', title: say('figures:ages'), chart: [1, 2, 3, 4], columns: [{ title: say('figures:age'), type: 'text' }, ...titles], rows: withSums(ages, say) },
  ];
};

/** The figures of an office as tables in one language; `risk` names a risk. */
export const officeTables = (figures: OfficeFigures, say: Say, risk: (id: string) => string): FigureTable[] => [
  casesTable(figures, say, risk), waitTable(figures, say), workersTable(figures, say), deadlinesTable(figures, say), ...disabilityTables(figures, say),
];
