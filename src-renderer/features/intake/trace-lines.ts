import type { DeterminationRow, TraceRow } from '../../../shared/ipc/case-form.ts';

const isNumber = (value: unknown): value is string => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);

/** The steps of the reckoning that are figures, in their order: what stands under an amount. Reckoned lists, days and yes-or-no are told with the reasons. */
export const figureLines = ({ trace }: Pick<DeterminationRow, 'trace'>): TraceRow[] => trace.filter(({ rule, value }) => rule.startsWith('definition:') && isNumber(value));

/** How many rules used are unconfirmed. */
export const unconfirmedCount = (made: readonly (DeterminationRow | null)[]): number =>
  new Set(made.flatMap((one) => one?.trace.filter(({ certainty }) => certainty === 'U').map(({ rule }) => rule) ?? [])).size;
