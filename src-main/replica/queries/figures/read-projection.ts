import { addMonths } from '../../../../shared/base/date-steps.ts';
import type { PlainDate } from '../../../../shared/base/plain-date.ts';
import type { Assumptions } from '../../../../shared/rules/projection/assumptions.ts';
import { projectObligations } from '../../../../shared/rules/projection/project-obligations.ts';
import type { ProjectionView } from '../../../../shared/rules/projection/projection-view.ts';
import type { Host } from '../../session/host-parts.ts';
import { listObligations, type DecidedObligation } from './obligations.ts';

/** Before the user assumes anything: prices of today, the table's mortality, every term renewed, no other endings, and as many new payments as the last twelve months brought. */
const firstAssumptions = (obligations: readonly DecidedObligation[], today: PlainDate): Assumptions => {
  const since = addMonths(today, -12);
  const running = obligations.filter(({ unit, from, to }) => unit === 'KZT/month' && from <= today && (to === null || to >= today));
  const programmes = [...Map.groupBy(running, ({ programme }) => programme)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    years: 10, mortalityPercent: '100', renewPercent: '100', indexPercent: '0',
    programmes: programmes.map(([programme, some]) => ({ programme, newPerYear: some.filter(({ decidedAt, first }) => first && decidedAt.slice(0, 10) > since).length, endPercent: '0' })),
  };
};

/** projection.read: the obligations of the office carried on by `assumptions`, or by the first ones where there are none. */
export const readProjection = (host: Host, { assumptions }: { readonly assumptions: Assumptions | null }): ProjectionView => {
  const today = host.clock.today();
  const obligations = listObligations(host);
  const assumed = assumptions ?? firstAssumptions(obligations, today);
  const { values } = host.mortality();
  const table = values.findLast(({ from }) => from <= today) ?? values[0]!;
  const projection = projectObligations(obligations, table.value, assumed, today);
  return { asOf: today, payments: projection.programmes.reduce((sum, { years }) => sum + Math.round(Number(years[0]?.start ?? 0)), 0), assumptions: assumed, mortality: { from: table.from, source: table.source, certainty: table.certainty }, projection };
};
