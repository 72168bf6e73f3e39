/** One line of the answer. Times in ms and sizes in MB want to be small, rates (`/s`) large; `ratio` is p50 to the floor of the same run. */
export type Row = {
  readonly name: string;
  readonly unit: string;
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly floor?: number;
  readonly ratio?: number;
  /** A figure somebody else published, on another machine. */
  readonly peer?: number;
  readonly bar: number;
  readonly ok: boolean;
  readonly [more: string]: unknown;
};

const rounded = (value: number): number => Number(value.toPrecision(4));

/** The value below which `share` of the samples lie (nearest rank). */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};

export type RowInput = {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'MB' | 'rows/s';
  readonly samples: readonly number[];
  /** Samples of the raw limit, taken in the same run. */
  readonly floor?: readonly number[];
  readonly peer?: number;
  readonly bar: number;
  /** What the bar is held against: p50 (default), the 95th percentile or the ratio to the floor. */
  readonly held?: 'p50' | 'p95' | 'ratio';
  readonly more?: Readonly<Record<string, unknown>>;
};

/** Makes a row of samples. Of a rate, `p95` is what 95 % of the samples reach. */
export const rowOf = ({ name, unit, samples, floor, peer, bar, held = 'p50', more = {} }: RowInput): Row => {
  const isRate = unit === 'rows/s';
  const p50 = percentile(samples, 0.5);
  const p95 = percentile(samples, isRate ? 0.05 : 0.95);
  const raw = floor && percentile(floor, 0.5);
  const ratio = raw === undefined ? undefined : p50 / raw;
  const value = { p50, p95, ratio: ratio ?? Number.NaN }[held];
  return {
    name, unit, min: rounded(Math.min(...samples)), p50: rounded(p50), p95: rounded(p95),
    ...(raw === undefined || ratio === undefined ? {} : { floor: rounded(raw), ratio: rounded(ratio) }),
    ...(peer === undefined ? {} : { peer }),
    bar, ok: isRate || held === 'ratio' ? value >= bar : value <= bar, ...more,
  };
};
