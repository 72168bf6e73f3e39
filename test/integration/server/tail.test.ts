import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const program = join(import.meta.dirname, '../../concurrency/run.ts');

const run = (...args: string[]): Promise<{ code: number | null; line: Record<string, number>; err: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args]);
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => (out += text));
    child.stderr.on('data', (text) => (err += text));
    child.on('close', (code) => resolve({ code, line: (out ? JSON.parse(out.trim().split('\n').at(-1)!) : {}) as Record<string, number>, err }));
  });

it('no reader of three misses or repeats one of 10,000 commits by eight writers', async () => {
  const { code, line, err } = await run('--commits', '10000', '--json');
  // On a slow machine it says from minute to minute how far it is.
  expect([code, err.replaceAll(/^about \d+ of 10000 commits\n/gm, '')]).toEqual([0, '']);
  expect(line).toMatchObject({ commits: 10_000, readers: 3, missed: 0, repeated: 0, gaps: 0 });
  expect(line['items']).toBeGreaterThan(10_000);
  expect(line['read']).toBe(line['items']! * 3);
  // Readers that come when all is done would see nothing happen.
  expect(line['pulls']).toBeGreaterThan(100);
}, 3_600_000);

it('finds it where numbers come from a sequence that no transaction waits for', async () => {
  const { code, line } = await run('--commits', '1000', '--planted', '--json');
  expect(code).toBe(1);
  expect(line['missed']).toBeGreaterThan(0);
});

it.each([['--commits', '0'], ['--commits', 'x'], ['--readers', '99'], ['--unknown'], ['word']])('refuses %s %s with status 2', async (...args) => {
  const { code, err } = await run(...args.filter((arg) => arg !== undefined));
  expect(code).toBe(2);
  expect(err).toContain('usage: npm run concurrency');
});
