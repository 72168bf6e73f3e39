import type { PlainDate } from '../../base/plain-date.ts';
import { measureMoves, type MeasureStatus } from '../../domain/mse/measure-status.ts';
import type { Measure, Programme } from '../../domain/mse/programme.ts';

/** True where a measure may go from one status to another; staying is always allowed. */
export const mayMove = (from: MeasureStatus, to: MeasureStatus): boolean => from === to || (measureMoves[from] as readonly MeasureStatus[]).includes(to);

/** The measures of `programme` that are not at an end. */
export const openMeasures = (programme: Pick<Programme, 'measures'>): readonly Measure[] => programme.measures.filter((measure) => (measureMoves[measure.status] as readonly MeasureStatus[]).includes('carried'));

/**
 * The measures of the programme before, closed, and those the next one takes over (planned anew from `from` on, each naming the one it came from). `newId` gives the new ids.
 */
export const carryOver = (before: Pick<Programme, 'measures'>, from: PlainDate, newId: () => string): { readonly closed: Measure[]; readonly carried: Measure[] } => {
  const open = new Set(openMeasures(before));
  return {
    closed: before.measures.map((measure) => (open.has(measure) ? { ...measure, status: 'carried' as const } : measure)),
    carried: [...open].map((measure) => ({ ...measure, id: newId(), status: 'planned' as const, outcome: null, from, to: measure.to > from ? measure.to : from, came: measure.id })),
  };
};

/** How a programme went: measures by status, and how many of those evaluated reached their goal. The picture of progress is made of one of these a programme. */
export const progressOf = (programme: Pick<Programme, 'measures'>): { readonly total: number; readonly done: number; readonly reached: number; readonly partly: number; readonly open: number } => {
  const count = (test: (measure: Measure) => boolean) => programme.measures.filter(test).length;
  return { total: programme.measures.length, done: count((one) => one.status === 'done'), reached: count((one) => one.outcome === 'reached'), partly: count((one) => one.outcome === 'partly'), open: openMeasures(programme).length };
};
