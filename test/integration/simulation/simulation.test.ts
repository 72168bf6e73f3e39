import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeFlags } from '../../../scripts/bootstrap/node-flags.mjs';
import type { Summary } from '../../simulation/summary.ts';

const program = join(import.meta.dirname, '../../simulation/run.ts');

const simulateWith = (environment: Readonly<Record<string, string>>, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [...nodeFlags, program, ...args], { env: { ...process.env, ...environment } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => (out += text));
    child.stderr.on('data', (text) => (err += text));
    child.on('close', (code) => resolve({ code, out, err }));
  });
const simulate = (...args: string[]) => simulateWith({}, ...args);
const lastLine = (out: string) => JSON.parse(out.trim().split('\n').at(-1)!) as Summary & { perSecond: number; seed: number };

/** Whatever can go wrong must have gone wrong, or the zeros below say nothing. */
const everyFault = [
  'cutRequest', 'cutReply', 'duplicateRequest', 'damagedReply', 'cancel', 'falseRefusal', 'lastWord', 'takenBack', 'centreCrashBefore', 'centreCrashAfter', 'centreFull', 'restore', 'revoke', 'laptopCrashBefore', 'laptopCrashAfter', 'kill',
  'powerCut', 'lostUnsynced', 'diskFull', 'clock', 'carried', 'damagedStick', 'replay', 'together', 'olderLaptop', 'olderCentre', 'renewed', 'renewedCentre', 'warm', 'chunks', 'chunkRequests',
];

it('loses, doubles and wedges nothing in 5,000 histories, and the verdicts are the model’s', async () => {
  const { code, out, err } = await simulate('--seed', '1', '--histories', '5000', '--json');
  expect(err).toBe('');
  const summary = lastLine(out);
  expect(summary).toMatchObject({ histories: 5000, lost: 0, duplicated: 0, wedged: 0, diverged: 0, mismatched: 0, seed: 1 });
  expect(code).toBe(0);
  for (const kind of everyFault) expect(summary.injected[kind] ?? 0, kind).toBeGreaterThan(20);
  // Putting everything aside would converge too.
  expect(summary.accepted).toBeGreaterThan(summary.quarantined * 3);
  expect(summary.merged).toBeGreaterThan(100);
  // Disputes, and decisions that were taken and that came too late.
  expect(summary.disputes).toBeGreaterThan(100);
  expect(summary.decided).toBeGreaterThan(20);
  expect(summary.quarantinedBy['outdated'] ?? 0).toBeGreaterThan(0);
  for (const why of ['conflict', 'notAllowed', 'notReleased', 'malformed', 'immutable', 'invalidDocument', 'wrongArea', 'builtOnAside', 'unknownDocument']) expect(summary.quarantinedBy[why] ?? 0, why).toBeGreaterThan(0);
}, 3_600_000);

it('plays the same history for the same seed, however many work at it, whatever the threads, and beside others', async () => {
  const digestOf = async (workers: string, threads: string) => {
    const { perSecond: _, ...rest } = lastLine((await simulateWith({ UV_THREADPOOL_SIZE: threads }, '--seed', '77', '--histories', '120', '--workers', workers, '--digest', '--json')).out);
    return rest;
  };
  const alone = await digestOf('1', '1');
  expect(alone).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{20,32}$/) as string });
  // Three at once, so that each is held up by the others.
  expect(await Promise.all([digestOf('3', '8'), digestOf('2', '1'), digestOf('1', '8')])).toEqual([alone, alone, alone]);
});

it('goes on from the file of its slices, and sums up all of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-slices-'));
  try {
    const file = join(folder, 'slices.jsonl');
    const first = await simulate('--seed', '900', '--histories', '20', '--record', file, '--json');
    // Ended while it wrote: that slice never was.
    appendFileSync(file, '{"seed":920,"hist');
    const whole = await simulate('--seed', '900', '--histories', '50', '--record', file, '--json');
    expect([first.code, whole.code, whole.err]).toEqual([0, 0, '50 of 50 histories\n']);
    const { perSecond: _, ...atOnce } = lastLine((await simulate('--seed', '900', '--histories', '50', '--json')).out);
    expect(lastLine(whole.out)).toMatchObject(atOnce);
    expect(await simulate('--seed', '900', '--histories', '50', '--record', file, '--json')).toEqual({ code: 0, out: whole.out, err: '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it.each([['--histories', '0'], ['--seed', 'x'], ['--seed', '-1'], ['--unknown'], ['word'], ['--histories', '1.5']])('refuses %s %s with status 2', async (...args) => {
  const { code, err } = await simulate(...args.filter((arg) => arg !== undefined));
  expect(code).toBe(2);
  expect(err).toContain('usage: npm run sim');
});
