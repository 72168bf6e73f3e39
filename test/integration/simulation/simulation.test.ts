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

it('ends with status 1 where a history fails, and prints its seed, what is wrong, and the steps that it takes', async () => {
  const bug = ['--seed', '1', '--histories', '400', '--plant', 'a receipt is dropped', '--json'];
  const { code, out, err } = await simulate(...bug);
  expect(code).toBe(1);
  const { lost, duplicated, wedged, diverged, mismatched } = lastLine(out);
  expect(lost + duplicated + wedged + diverged + mismatched).toBeGreaterThan(0);
  const [first, ...lines] = err.trim().split('\n');
  const [, seed, kind] = /^seed (\d+): (lost|duplicated|wedged|diverged|mismatched): ./.exec(first!)!;
  const steps = lines.slice(lines.findIndex((line) => line.startsWith('shrunk to ')) + 1).filter((line) => line.startsWith('  {'));
  const count = Number(/^shrunk to (\d+) steps/m.exec(err)![1]);
  expect(count).toBeGreaterThan(0);
  expect(steps.length).toBeGreaterThanOrEqual(count);
  for (const step of steps) expect(JSON.parse(step)).toHaveProperty('do');
  expect(err).toContain(`  → ${kind}: `);
  // The seed alone plays it again.
  const again = await simulate('--seed', seed!, '--histories', '1', '--plant', 'a receipt is dropped', '--json');
  expect([again.code, again.err.split('\n')[0]]).toEqual([1, first]);
  expect(await simulate('--seed', seed!, '--histories', '1', '--json')).toMatchObject({ code: 0, err: '' });
});

it.each([['--histories', '0'], ['--plant', 'nothing of the kind'], ['--plant', 'a receipt is dropped', '--digest'], ['--seed', 'x'], ['--seed', '-1'], ['--unknown'], ['word'], ['--histories', '1.5']])('refuses %s %s with status 2', async (...args) => {
  const { code, err } = await simulate(...args.filter((arg) => arg !== undefined));
  expect(code).toBe(2);
  expect(err).toContain('usage: npm run sim');
});
