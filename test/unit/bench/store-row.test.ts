import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { percentile, rowOf } from '../../bench/store/row.ts';

const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8', cwd: join(import.meta.dirname, '../../..') });

describe('a row of a bench', () => {
  const samples = Array.from({ length: 100 }, (_, i) => 100 - i);

  it('holds p50 of times against the bar, and gives its ratio to the floor', () => {
    expect([percentile(samples, 0.5), percentile(samples, 0.95), percentile([7], 0.5)]).toEqual([50, 95, 7]);
    expect(rowOf({ name: 'x', unit: 'ms', samples, floor: [20, 25, 90], peer: 3, bar: 50 })).toEqual({ name: 'x', unit: 'ms', min: 1, p50: 50, p95: 95, floor: 25, ratio: 2, peer: 3, bar: 50, ok: true });
    expect(rowOf({ name: 'x', unit: 'ms', samples, bar: 49.9 }).ok).toBe(false);
    expect(rowOf({ name: 'x', unit: 'ms', samples, bar: 94, held: 'p95' }).ok).toBe(false);
  });

  it('takes more as better for a rate, and 95 % reach its p95', () => {
    expect(rowOf({ name: 'x', unit: 'rows/s', samples, floor: [80], bar: 0.6, held: 'ratio' })).toMatchObject({ p50: 50, p95: 5, ratio: 0.625, ok: true });
    expect(rowOf({ name: 'x', unit: 'rows/s', samples, floor: [80], bar: 0.7, held: 'ratio' }).ok).toBe(false);
  });
});

describe('arguments', () => {
  it.each([['test/bench/store.ts', '--only', 'nothing'], ['test/bench/store.ts', '--runs', '0'], ['test/fuzz/store.ts', '--runs', 'many'], ['test/fuzz/store.ts', '--runs', '0'], ['test/fuzz/store.ts', '--sed', '1'], ['scripts/fuzz.mjs'], ['scripts/fuzz.mjs', 'nothing']])('that make no sense end with 2: %s %s %s', (...args) => {
    const { status, stderr } = run(...args.filter((arg) => arg !== undefined));
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^Usage: npm run (bench|fuzz) -- /)]);
  });

  it('a small fuzz prints its seed and ends with its counts', () => {
    const lines = execFileSync(process.execPath, ['test/fuzz/store.ts', '--runs', '3', '--seed', '11', '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], cwd: join(import.meta.dirname, '../../..') }).trim().split('\n');
    expect(lines).toEqual(['seed 11', '{"runs":3,"failures":0}']);
  });
});
