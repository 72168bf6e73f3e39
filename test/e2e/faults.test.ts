import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram } from '../../scripts/demo/run-program.ts';
import { encodeEntry, findEntry } from '../../shared/sync/journal-entry.ts';
import { callBridge, look, must } from '../support/journey/bridge.ts';
import { fillCentre, startCentre, type Centre } from '../support/journey/centre.ts';
import { inClosedProfile } from '../support/journey/closed-profile.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { everyLook } from '../support/journey/every-look.ts';
import { ulan } from '../support/journey/first-path.ts';
import { inEveryLanguage } from '../support/journey/in-every-language.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { missingWords } from '../support/journey/looks.ts';
import { unlockByBridge, workDay, type Work } from '../support/journey/office-day.ts';
import { mountSmallDisk } from '../support/journey/small-disk.ts';

// Everything of the supervisor's fault list, one after another at one laptop: each is said in three languages with its way out, and the way out is gone.
const folder = mkdtempSync(join(tmpdir(), 'tirek-faults-'));
const small = mountSmallDisk(join(folder, 'small'), 64);
const stick = join(folder, 'stick');
let [centre, desk, profile] = [undefined as unknown as Centre, undefined as unknown as Desk, ''];
let work: Work;
let device = '';

const tool = (name: string, ...args: string[]) => runProgram([`src-server/tools/${name}.ts`, ...args], { DATABASE_URL: centre.database });

beforeAll(async () => {
  mkdirSync(stick);
  process.env['TIREK_STICK'] = stick;
  centre = await startCentre(join(folder, 'centre'));
  await fillCentre(centre, folder, ulan.kato, 300);
  profile = await enrolLaptop(centre, join(folder, 'small'), ulan.kato, 'ulan-1');
  device = ((await tool('devices')) as { devices: { id: string }[] }).devices[0]!.id;
  desk = await openDesk(profile);
});
afterAll(async () => {
  delete process.env['TIREK_STICK'];
  await desk?.close().catch(() => undefined);
  await centre?.stop();
  small.unmount();
  rmSync(folder, { recursive: true, force: true });
});

const stickEnds = (phase: 'done' | 'failed') => desk.page.locator(`[data-testid="stick-state"][data-phase="${phase}"]`).waitFor();
const atSync = () => desk.room('sync').then(() => desk.page.getByTestId('sync-state').waitFor());

it('an entry that the centre put aside: why, and what to do, in every look; sent again it is taken', async () => {
  await unlockByBridge(desk.page, caseworker);
  [work] = (await workDay(desk.page, ulan.kato, 1, 1)) as [Work];
  await must(desk.page, 'session.lock', {});
  await desk.close();
  // as a program without the check of texts would have written it
  await inClosedProfile(profile, caseworker, ({ db, commit }) => {
    const row = db.find<{ number: number; bytes: Uint8Array }>("SELECT number, bytes FROM journal WHERE document = ? AND command = 'case.saveDraft'", work.caseId)!;
    const entry = findEntry(row.bytes)!;
    const bytes = encodeEntry({ ...entry, changes: { facts: { ...(entry.changes['facts'] as object), note: 'маңызды \ud83d' } as never } });
    commit({ durability: 'full', documents: [], sql: (write) => void write.run('UPDATE journal SET bytes = ?, hash = ? WHERE number = ?', bytes, createHash('sha256').update(bytes).digest(), row.number) });
  });
  desk = await openDesk(profile);
  await desk.unlock(supervisor.login, supervisor.password);
  await must(desk.page, 'case.approve', { id: work.caseId });
  await must(desk.page, 'batch.sign', { password: supervisor.password });
  expect(await desk.sync()).toBe('done');
  const row = desk.page.getByTestId('aside-row');
  await inEveryLanguage(desk, async (words) => {
    for (const key of ['common:aside.malformed', 'sync:put.way.resend', 'sync:put.way.discard']) expect(await row.innerText()).toContain(words(key));
    expect(await desk.page.getByTestId('sync-state').innerText()).toContain(words('sync:doneAside'));
  });
  expect(await everyLook(desk, { syncAside: atSync })).toEqual([]);
  await atSync();
  await desk.page.getByTestId('aside-resend').click();
  await row.waitFor({ state: 'detached' });
  await must(desk.page, 'batch.sign', { password: supervisor.password });
  expect(await desk.sync()).toBe('done');
  expect(await look(desk.page, 'status.watch', {})).toMatchObject({ quarantined: 0, unsent: 0 });
});

it('a centre restored from a backup: said, and everything is handed in again', async () => {
  await centre.stop();
  const port = Number(new URL(centre.listening).port);
  centre = await startCentre(join(folder, 'centre'), port);
  await tool('raise-epoch');
  await centre.stop();
  centre = await startCentre(join(folder, 'centre'), port);
  expect(await desk.sync()).toBe('done');
  await inEveryLanguage(desk, async (words) => expect(await desk.page.getByTestId('sync-restored').innerText()).toContain(words('sync:restored')));
  const monitor = await look(desk.page, 'sync.monitor', {});
  expect(monitor.runs[0]).toMatchObject({ phase: 'done', error: 'CentreRestored' });
  expect((await look(desk.page, 'status.watch', {})).unsent).toBe(0);
});

it('a damaged stick: said, and nothing of it is taken; a sound one is read', async () => {
  const whole = join(folder, 'whole');
  await tool('import', stick, '--snapshot', ulan.kato);
  cpSync(stick, whole, { recursive: true });
  for (const name of readdirSync(stick, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const file = join(name.parentPath, name.name);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 0x55;
    writeFileSync(file, bytes);
  }
  await atSync();
  await desk.page.getByTestId('stick-read').click();
  await stickEnds('failed');
  expect(await missingWords(desk, 'StickRefused', 'errors:stick.damaged')).toEqual([]);
  rmSync(stick, { recursive: true });
  cpSync(whole, stick, { recursive: true });
  await desk.page.getByTestId('stick-read').click();
  await stickEnds('done');
  await expect.poll(async () => (await look(desk.page, 'stick.watch', {})).taken?.passed).toEqual([]);
});

it('a full disk at an import: said, nothing half written; with room it goes through', async () => {
  const before = await look(desk.page, 'sync.monitor', {});
  // the stick has something new
  await tool('import-population', await population());
  rmSync(stick, { recursive: true });
  mkdirSync(stick);
  await tool('import', stick, '--snapshot', ulan.kato);
  await atSync();
  await small.fill();
  await desk.page.getByTestId('stick-read').click();
  await stickEnds('failed');
  expect(await missingWords(desk, 'StorageFull')).toEqual([]);
  expect((await look(desk.page, 'sync.monitor', {})).streams).toEqual(before.streams);
  small.free();
  await desk.page.getByTestId('stick-read').click();
  await stickEnds('done');
  expect((await look(desk.page, 'sync.monitor', {})).streams).not.toEqual(before.streams);
});

const population = async (): Promise<string> => {
  const file = join(folder, 'more.ndjson');
  await runProgram(['scripts/population/run.ts', '--persons', '400', '--district', ulan.kato, '--seed', '11', '--out', file]);
  return file;
};

it('another key: said as damage with the way out; with the laptop’s own key everything is there', async () => {
  await must(desk.page, 'session.lock', {});
  await desk.close();
  const keys = join(profile, 'keys.json');
  const other = await enrolLaptop(centre, join(folder, 'other'), ulan.kato, 'ulan-2');
  copyFileSync(keys, `${keys}.own`);
  copyFileSync(join(other, 'keys.json'), keys);
  desk = await openDesk(profile);
  await callBridge(desk.page, 'session.unlock', supervisor);
  await desk.page.getByTestId('problem-screen').waitFor();
  expect(await missingWords(desk, 'StorageCorrupt')).toEqual([]);
  await desk.close();
  copyFileSync(`${keys}.own`, keys);
  desk = await openDesk(profile);
  await desk.unlock(supervisor.login, supervisor.password);
  expect((await look(desk.page, 'case.watch', { id: work.caseId })).case).toMatchObject({ status: 'approved' });
});

it('a laptop whose access was revoked: it hands in what it has, erases itself and says so; a new code opens it again', async () => {
  await tool('revoke-device', device);
  await must(desk.page, 'sync.start', {});
  const screen = desk.page.getByTestId('revoked-screen');
  await screen.waitFor();
  await inEveryLanguage(desk, async (words) => {
    for (const key of ['unlock:revoked.title', 'unlock:revoked.text', 'unlock:revoked.again']) expect(await screen.innerText()).toContain(words(key));
  });
  await desk.page.getByTestId('revoked-enrol').click();
  await screen.waitFor({ state: 'detached' });
});
