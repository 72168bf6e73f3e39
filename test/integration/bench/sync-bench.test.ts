import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFlags } from '../../../scripts/bootstrap/node-flags.mjs';

const root = join(import.meta.dirname, '../../..');
const names = ['first-load-bytes-per-record', 'first-load-rate', 'edit-warm-bytes', 'edits-50-bytes', 'idle-bytes', 'metadata-share', 'apply', 'server-ingest', 'resume-waste-bytes', 'goodput', 'week-under-cuts'];

describe('npm run bench -- sync', () => {
  it('measures every row in one run, more laptops than may be open at once among them', () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [...nodeFlags, 'test/bench/sync.ts', '--persons', '1000', '--rounds', '4', '--cuts', '1', '--seconds', '1', '--json'], { cwd: root, encoding: 'utf8' });
    // Whether the bars hold on so few people says nothing; that each is measured does.
    expect(status, stderr).toBeLessThan(2);
    const { bench, rows } = JSON.parse(stdout.trim().split('\n').at(-1)!) as { bench: string; rows: { name: string; p50: number | null; floor: number | null }[] };
    expect([bench, rows.map((row) => row.name)]).toEqual(['sync', names]);
    expect(rows.filter((row) => row.p50 === null || row.floor === null)).toEqual([]);
  }, 3_600_000);
});
