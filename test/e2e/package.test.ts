import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { places } from '../../scripts/bootstrap/places.mjs';
import { launchApp, type LaunchedApp } from './support/launch.ts';

const unpacked = (...output: string[]) => join(places.root, 'release', ...output, 'linux-unpacked');
const pack = (...args: string[]) => execFileSync(places.node24, ['scripts/package/run.ts', ...args], { cwd: places.root, stdio: 'pipe' });
const folder = mkdtempSync(join(tmpdir(), 'tirek-package-'));

beforeAll(() => {
  pack();
  pack('--inspectable');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the release package', () => {
  const wanted = {
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
  const read = async (program: string) => {
    const wire = (await getCurrentFuseWire(program)) as unknown as Record<number, FuseState>;
    return Object.fromEntries(Object.keys(wanted).map((fuse) => [fuse, wire[Number(fuse)] === FuseState.ENABLE]));
  };

  test('has its fuses set', async () => expect(await read(join(unpacked(), 'tirek'))).toEqual(wanted));

  test('differs from the one that tests drive in the inspect fuse alone', async () =>
    expect(await read(join(unpacked('inspectable'), 'tirek'))).toEqual({ ...wanted, [FuseV1Options.EnableNodeCliInspectArguments]: true }));

  test('carries our bundles, the two addons and nothing else of node_modules', () => {
    const entries = listPackage(join(unpacked(), 'resources', 'app.asar'), { isPack: false });
    expect(entries).toEqual(expect.arrayContaining(['/package.json', '/dist/main/main.cjs', '/dist/main/preload.cjs', '/dist/renderer/index.html', '/dist/replica/host.mjs', '/dist/replica/bulk-worker.mjs']));
    const packages = new Set(entries.map((entry) => /^\/node_modules\/((?:@[^/]+\/)?[^/@][^/]*)/.exec(entry)?.[1]).filter(Boolean));
    expect([...packages].filter((name) => !name?.startsWith('@node-rs/argon2') && name !== 'better-sqlite3')).toEqual([]);
    expect(entries.filter((entry) => /\.(ts|map)$/.test(entry))).toEqual([]);
    expect(existsSync(join(unpacked(), 'resources', 'default_app.asar'))).toBe(false);
    expect(readdirSync(join(unpacked(), 'resources', 'tirek'))).toEqual(expect.arrayContaining(['locales', 'reference', 'sync']));
  });

  test('starts', async () => {
    const child = spawn(join(unpacked(), 'tirek'), ['--no-sandbox', '--disable-gpu'], { env: { ...process.env, TIREK_PROFILE: join(folder, 'release'), TIREK_NODE: places.node24 } });
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    const ended = new Promise((done) => child.once('exit', done));
    try {
      await expect.poll(() => said).toContain('"shell.ready"');
    } finally {
      child.kill();
      await ended;
    }
  });
});

describe('the inspectable package', () => {
  let started: LaunchedApp;
  beforeAll(async () => {
    started = await launchApp({ profile: join(folder, 'inspectable'), executable: join(unpacked('inspectable'), 'tirek') });
  });
  afterAll(() => started?.close());

  test('shows its page and reaches its replica host', async () => {
    await started.page.waitForSelector('#root button');
    const said = await started.page.evaluate(() => (window as unknown as { bridge: { call: (channel: string, input: unknown) => Promise<unknown> } }).bridge.call('area.list', {}));
    expect(said).toMatchObject({ ok: true });
  });

  test('knows itself as packaged', async () => expect(await started.app.evaluate(({ app }) => app.isPackaged)).toBe(true));
});
