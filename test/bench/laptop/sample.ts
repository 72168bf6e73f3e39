/** What one row of a bench says (architecture page, "Benches and checks speak JSON"): figures of this run, the floor measured beside them. */
export type BenchRow = { readonly name: string; readonly unit: string; readonly min: number; readonly p50: number; readonly p95: number; readonly floor: number | null; readonly ratio: number | null; readonly bar: number; readonly ok: boolean };

const round = (value: number): number => Math.round(value * 100) / 100;

/** The row of `values` against `bar` (on p95: what a person notices is the slow one) and, where there is one, the floor's median. */
export const benchRow = (name: string, unit: string, values: readonly number[], bar: number, floor?: readonly number[]): BenchRow => {
  const at = (list: readonly number[], share: number) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN;
  const [p50, p95, low] = [at(values, 0.5), at(values, 0.95), floor ? at(floor, 0.5) : null];
  return { name, unit, min: round(Math.min(...values)), p50: round(p50), p95: round(p95), floor: low === null ? null : round(low), ratio: low === null ? null : round(p50 / low), bar, ok: p95 <= bar };
};

/** Milliseconds that `work` took. */
export const timed = async (work: () => unknown): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};
