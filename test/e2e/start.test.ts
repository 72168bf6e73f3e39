import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { getNode, places } from '../../scripts/bootstrap/places.mjs';
import { run } from '../../scripts/bootstrap/run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tirek-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** npm start as on a machine without a screen, its data apart from the demo of whoever runs the tests. */
const start = (...args: string[]) => run(getNode(), ['scripts/start.mjs', ...args], { quiet: true, env: { DISPLAY: '', WAYLAND_DISPLAY: '', TIREK_DEMO: folder } });
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('npm start', () => {
  test('fills the centre, enrols both offices, opens a window on a virtual screen and leaves nothing running', async () => {
    const begun = Date.now();
    const { code, output } = await start('--once');
    expect(output).toContain('ready in');
    expect(code).toBe(0);
    expect(output).toContain('There is no display');
    expect(output).toMatch(/aigul\s+password/);
    expect(existsSync(join(folder, 'office-636200000-laptop-1.enrolled'))).toBe(true);
    expect(existsSync(join(folder, 'office-634600000-laptop-1.enrolled'))).toBe(true);
    const picture = statSync(join(places.local, 'screenshot.png'));
    expect(picture.mtimeMs).toBeGreaterThanOrEqual(begun);
    expect(picture.size).toBeGreaterThan(5000);
    expect(readdirSync(join(folder, 'users'))).toEqual([]);
    const { pid } = (await import(join(folder, 'server.json'), { with: { type: 'json' } })).default as { pid: number };
    expect(isAlive(pid)).toBe(false);
  });

  test('opens the second office from what is there', async () => {
    const { code, output } = await start('--office', '2', '--once');
    expect(code).toBe(0);
    expect(output).toContain('Зайсан ауданы, laptop 1: ready');
    expect(output).not.toMatch(/Filling|Enrolling/);
  });

  test('says what it takes, and does nothing, on an argument it does not know', async () => {
    const { code, output } = await start('--office', '7');
    expect(code).toBe(2);
    expect(output).toContain('Usage: npm start');
  });
});
