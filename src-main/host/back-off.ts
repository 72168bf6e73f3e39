const delays = [0, 100, 500, 2000, 5000] as const;

/** Milliseconds to wait before the next start after `failures` ends in a row: at once the first time, then longer, at most 5 s. */
export const backOff = (failures: number): number => delays[Math.min(Math.max(failures - 1, 0), delays.length - 1)] ?? 5000;
