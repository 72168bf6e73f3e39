/** What one row of this bench says (architecture page, "Benches and checks speak JSON"). `bar` is a ceiling, of the rows in `floors` a least value. `ratio` of a floor of nothing is none. */
export type SyncRow = {
  readonly name: string; readonly unit: string; readonly min: number; readonly p50: number; readonly p95: number; readonly p99?: number;
  readonly floor: number | null; readonly ratio: number | null; readonly bar: number; readonly ok: boolean; readonly note?: Readonly<Record<string, number | string>>;
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The row of `values`. `judged` is what is held against the bar (the median unless said), which it may not exceed or, with `atLeast`, fall short of. */
export const syncRow = (
  name: string, unit: string, values: readonly number[], bar: number,
  { floor = null, atLeast = false, judged, p99 = false, note }: { floor?: number | null; atLeast?: boolean; judged?: number; p99?: boolean; note?: SyncRow['note'] } = {},
): SyncRow => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const [p50, value] = [at(0.5), judged ?? (p99 ? at(0.99) : at(0.5))];
  return {
    name, unit, min: round(sorted[0] ?? Number.NaN), p50: round(p50), p95: round(at(0.95)), ...(p99 ? { p99: round(at(0.99)) } : {}),
    floor: floor === null ? null : round(floor), ratio: floor ? round(p50 / floor) : null, bar, ok: atLeast ? value >= bar : value <= bar, ...(note ? { note } : {}),
  };
};
