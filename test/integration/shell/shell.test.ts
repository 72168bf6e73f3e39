import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge, LiveMessage } from '../../../shared/ipc/bridge.ts';
import { launchApp, type LaunchedApp } from '../../e2e/support/launch.ts';
import { buildShell } from '../../support/shell/build-shell.ts';

declare global {
  interface Window {
    bridge: Bridge;
    heard: LiveMessage[];
    endTicks: () => void;
  }
}

let shell: LaunchedApp;
const folder = mkdtempSync(join(tmpdir(), 'tirek-shell-'));
const call = (channel: string, input: unknown) => shell.page.evaluate(([name, value]) => window.bridge.call(name as string, value), [channel, input] as const);
const fact = (name: string) => shell.page.evaluate((key) => document.documentElement.dataset[key], name);
const getPid = async () => {
  const said = await call('echo.pid', {});
  if (!said.ok) throw new Error('no pid');
  return said.value as number;
};

beforeAll(async () => {
  await buildShell(folder);
  shell = await launchApp({ profile: join(folder, 'profile'), app: folder, env: { ECHO_HOST: join(import.meta.dirname, '../../support/shell/echo-host.ts') } });
});
afterAll(async () => {
  await shell?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('calls', () => {
  test('reach the host and come back', async () => expect(await call('echo.say', { text: 'сәлем' })).toEqual({ ok: true, value: { text: 'сәлем' } }));
  test.each(['no.such', 'constructor', '__proto__', 'tick.watch'])('of the unknown channel %s are answered', async (channel) =>
    expect(await call(channel, {})).toEqual({ ok: false, error: { type: 'UnknownChannel', channel } }));
  test.each([undefined, null, 5, 'x', [], {}, { text: 5 }, { text: 'x'.repeat(21) }, { text: 'x', more: 1 }])('with junk %j are refused before the host sees them', async (input) =>
    expect(await call('echo.say', input)).toMatchObject({ ok: false, error: { type: 'InvalidInput' } }));
  test('with a junk channel name are refused', async () => {
    expect(await call('x'.repeat(101), {})).toMatchObject({ ok: false, error: { type: 'InvalidInput' } });
    expect(await call(7 as never, {})).toMatchObject({ ok: false, error: { type: 'InvalidInput' } });
  });
  test('with an input that no boundary carries are refused', async () =>
    expect(await shell.page.evaluate(() => window.bridge.call('echo.say', { text: () => 1 }))).toMatchObject({ ok: false, error: { type: 'InvalidInput' } }));
  test('survive a host that says nonsense', async () => {
    expect(await call('echo.nonsense', {})).toEqual({ ok: false, error: { type: 'Locked' } });
    expect(shell.output()).toContain('host.nonsense');
  });
});

describe('the page', () => {
  test('has the bridge and nothing else of Node or Electron', async () => {
    expect(await shell.page.evaluate(() => Object.keys(window.bridge).sort())).toEqual(['call', 'live', 'platform']);
    expect(await fact('node')).toBe('undefinedundefinedundefined');
  });
  test('runs no inline script, no inline handler, no eval', async () => {
    expect(await fact('inline')).toBeUndefined();
    expect(await fact('handler')).toBeUndefined();
    expect(await fact('eval')).toBe('refused');
  });
  test('takes styles of its own files or with the nonce of this load, no others', async () => {
    const style = await shell.page.evaluate(() => {
      const { color, letterSpacing, wordSpacing } = getComputedStyle(document.querySelector('h1') as Element);
      return { color, letterSpacing, wordSpacing };
    });
    expect(style).toEqual({ color: 'rgb(11, 107, 93)', letterSpacing: '3px', wordSpacing: '0px' });
    const first = await fact('nonce');
    expect(first).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    await shell.page.reload();
    expect(await fact('nonce')).not.toBe(first);
  });
  test('connects to nothing', async () => {
    expect(await shell.page.evaluate(() => fetch('https://example.org/').then(() => 'reached', () => 'refused'))).toBe('refused');
    expect(await shell.page.evaluate(() => fetch('app://tirek/page.css').then(() => 'reached', () => 'refused'))).toBe('refused');
  });
  test.each(['#away', '#new', '#file'])('does not follow the link %s', async (link) => {
    // the driver's own click would wait for the navigation that must not come
    await shell.page.evaluate((selector) => document.querySelector<HTMLAnchorElement>(selector)?.click(), link);
    await call('echo.slowQuery', {});
    expect(shell.page.url()).toBe('app://tirek/');
    expect(shell.app.windows()).toHaveLength(1);
  });
  test('opens no window', async () => expect(await shell.page.evaluate(() => window.open('app://tirek/') === null)).toBe(true));
  test.each(['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'])('is denied the permission %s', async (name) =>
    expect(await shell.page.evaluate((permission) => navigator.permissions.query({ name: permission as PermissionName }).then(({ state }) => state), name)).toBe('denied'));
});

describe('app://', () => {
  const status = (address: string) => shell.app.evaluate(({ session }, url) => session.defaultSession.fetch(url).then((reply) => reply.status, () => 'refused'), address);
  test('serves the page with its type and policy', async () => {
    const said = await shell.app.evaluate(async ({ session }) => {
      const reply = await session.defaultSession.fetch('app://tirek/page.js');
      return [reply.headers.get('content-type'), reply.headers.get('content-security-policy'), reply.headers.get('x-content-type-options')];
    });
    expect(said[0]).toBe('text/javascript; charset=utf-8');
    expect(said[1]).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(said[2]).toBe('nosniff');
  });
  test.each(['../secret.txt', '%2e%2e/secret.txt', '..%2fsecret.txt', '..%5csecret.txt', '%2e%2e%2fpackage.json', 'none.js', '%00.js', '%E0%A4%A.js', 'page.css/../../package.json'])('has nothing at %s', async (path) =>
    expect(await status(`app://tirek/${path}`)).toBe(404));
});

describe('a call of a frame that is not the page', () => {
  test('is not served', async () => {
    const said = await shell.app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/preload.cjs`;
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await foreign.loadURL('app://tirek/');
      const answer: unknown = await foreign.webContents.executeJavaScript('bridge.call("echo.say", { text: "x" })');
      foreign.destroy();
      return answer;
    });
    expect(said).toEqual({ ok: false, error: { type: 'NotAllowed', action: 'bridge.call' } });
  });
});

describe('when the host is killed', () => {
  const listen = () =>
    shell.page.evaluate(() => {
      window.heard = [];
      window.endTicks = window.bridge.live('tick.watch', { from: 100 }, (message) => window.heard.push(message));
    });
  const heard = () => shell.page.evaluate(() => window.heard);

  test('it starts again, live queries go on and queries are asked again', async () => {
    await listen();
    await expect.poll(heard).toContainEqual({ diff: 103 });
    expect((await heard()).filter((message) => 'first' in message)).toEqual([{ first: 100 }]);
    const before = await getPid();
    const slow = call('echo.queryOfNext', { after: before });
    // what was asked before is with the host when this is answered
    expect(await getPid()).toBe(before);
    process.kill(before, 'SIGKILL');
    expect(await slow).toEqual({ ok: true, value: 'asked again' });
    expect(await getPid()).not.toBe(before);
    await expect.poll(async () => (await heard()).filter((message) => 'first' in message).length).toBe(2);
    const told = await heard();
    expect(told.at(-1)).not.toHaveProperty('error');
    await shell.page.evaluate(() => window.endTicks());
    await expect.poll(() => call('tick.subscribers', {})).toEqual({ ok: true, value: 0 });
  });

  test('a command under way answers Interrupted, one that had not been sent is done by the next host', async () => {
    const pid = await getPid();
    const lost = call('echo.endlessCommand', {});
    await getPid();
    process.kill(pid, 'SIGKILL');
    expect(await lost).toEqual({ ok: false, error: { type: 'Interrupted' } });
    expect(await call('echo.command', {})).toEqual({ ok: true, value: 'done' });
  });

  test('a page that is loaded again leaves no subscription behind', async () => {
    await listen();
    await expect.poll(heard).toContainEqual({ diff: 101 });
    await shell.page.reload();
    await expect.poll(() => call('tick.subscribers', {})).toEqual({ ok: true, value: 0 });
  });
});

test('closing the window ends the host', async () => {
  const pid = await getPid();
  await shell.close();
  await expect.poll(() => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }).toBe(false);
});
