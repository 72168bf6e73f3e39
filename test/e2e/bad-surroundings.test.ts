import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '../../shared/base/app-error.ts';
import { allMigrations } from '../../src-main/replica/store/migrations/all-migrations.ts';
import { callBridge, look, must, syncByBridge } from '../support/journey/bridge.ts';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { inClosedProfile, readBooks } from '../support/journey/closed-profile.ts';
import { openCrookedLine, type CrookedLine, type Trouble } from '../support/journey/crooked-line.ts';
import { openDesk, type Desk } from '../support/journey/desk.ts';
import { ulan } from '../support/journey/first-path.ts';
import { inEveryLanguage } from '../support/journey/in-every-language.ts';
import { caseworker, enrolLaptop, supervisor } from '../support/journey/laptop.ts';
import { holdings, missingWords } from '../support/journey/looks.ts';
import { releaseByBridge, unlockByBridge, workDay, type Work } from '../support/journey/office-day.ts';
import { mountSmallDisk } from '../support/journey/small-disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-around-'));
const small = mountSmallDisk(join(folder, 'small'), 48);
let [centre, line, desk] = [undefined as never as Centre, undefined as never as CrookedLine, undefined as never as Desk];
let [profile, smallProfile] = ['', ''];
let work: Work[] = [];

beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  line = await openCrookedLine(centre.listening);
  [profile, smallProfile] = await Promise.all([enrolLaptop(centre, folder, ulan.kato, 'ulan-1', { server: line.url }), enrolLaptop(centre, join(folder, 'small'), ulan.kato, 'ulan-2')]);
  desk = await openDesk(profile);
});
afterAll(async () => {
  await desk?.close().catch(() => undefined);
  await line?.close();
  await centre?.stop();
  small.unmount();
  rmSync(folder, { recursive: true, force: true });
});

describe('a centre that is not there or answers nonsense', () => {
  const troubles: readonly { readonly trouble: Trouble; readonly type: AppError['type']; readonly detail?: string }[] = [
    { trouble: 'away', type: 'Offline' },
    { trouble: 'html', type: 'ServerNonsense' },
    { trouble: 'failure', type: 'ServerNonsense' },
    { trouble: 'garbage', type: 'ServerNonsense' },
    { trouble: 'tooShort', type: 'ServerNonsense' },
    { trouble: 'cutOff', type: 'Offline' },
    { trouble: 'refusal', type: 'ServerRefused', detail: 'errors:server.internal' },
    { trouble: 'strangerReceipt', type: 'SignatureInvalid', detail: 'errors:signature.receipt' },
  ];
  /** An answer that is not the centre's is no link to it: a hotel's log-in page, a broken proxy. */
  const linkDown: readonly AppError['type'][] = ['Offline', 'ServerNonsense'];
  beforeAll(async () => {
    await unlockByBridge(desk.page, caseworker);
    work = await workDay(desk.page, ulan.kato, 10, 2);
    await must(desk.page, 'session.lock', {});
    await unlockByBridge(desk.page, supervisor);
    await releaseByBridge(desk.page, work, supervisor.password);
  });

  it.each(troubles)('$trouble: said in three languages, nothing marked as received', async ({ trouble, type, detail }) => {
    const before = await look(desk.page, 'status.watch', {});
    expect(before.unsent).toBeGreaterThan(0);
    line.set(trouble);
    expect(await desk.sync()).toBe('failed');
    expect(await missingWords(desk, type, detail)).toEqual([]);
    expect(await look(desk.page, 'status.watch', {})).toMatchObject({ unsent: before.unsent, lastReceiptAt: null, link: linkDown.includes(type) ? 'down' : 'up' });
    expect((await look(desk.page, 'batch.list', {})).rows.map((row) => row.received)).toEqual([0]);
  });

  it('and when it is well again everything goes through, once', async () => {
    line.set(undefined);
    // An envelope that the line broke under is halved: as many receipts as envelopes came of it.
    const ended = await syncByBridge(desk.page);
    expect(ended).toMatchObject({ phase: 'done', error: null });
    expect(ended.receipts).toBeGreaterThan(0);
    const [batch] = (await look(desk.page, 'batch.list', {})).rows;
    expect(batch?.received).toBe(batch?.entries);
    expect(await centre.counts()).toMatchObject({ persons: work.length, cases: work.length, batches: 1, entries: batch?.entries, receipts: batch?.entries, quarantined: 0 });
  });
});

describe('a replica that cannot be opened', () => {
  const file = () => join(profile, 'replica.db');
  const opensWith = async (type: AppError['type'], locked = true) => {
    desk = await openDesk(profile);
    if (locked) await callBridge(desk.page, 'session.unlock', caseworker);
    await desk.page.getByTestId('problem-screen').waitFor();
    expect(await missingWords(desk, type)).toEqual([]);
    await inEveryLanguage(desk, async (words) => expect(await desk.page.getByTestId('problem-screen').innerText()).toContain(words('unlock:problemText')));
    await desk.close();
  };

  it('from a newer version: said so, left as it is, and opened by the version that knows it', async () => {
    await desk.close();
    const newer = [...allMigrations, { number: 9990, up: () => undefined }];
    await inClosedProfile(profile, caseworker, () => undefined, newer);
    await opensWith('DatabaseTooNew');
    await inClosedProfile(profile, caseworker, ({ connection }) => connection.database.pragma(`user_version = ${allMigrations.at(-1)!.number}`), newer);
    expect((await readBooks(profile, caseworker)).faults).toEqual([]);
  });

  it('with damage in the middle of the file: said so, and the file is left for who can mend it', async () => {
    copyFileSync(file(), `${file()}.whole`);
    const bytes = readFileSync(file());
    for (let at = bytes.length >> 2; at < (bytes.length * 3) >> 2; at += 512) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    writeFileSync(file(), bytes);
    await opensWith('StorageCorrupt');
    expect(readFileSync(file()).equals(bytes)).toBe(true);
    copyFileSync(`${file()}.whole`, file());
  });

  it('with a key file that is none: said before anybody types a password', async () => {
    const keys = join(profile, 'keys.json');
    const whole = readFileSync(keys);
    writeFileSync(keys, whole.subarray(0, whole.length - 40));
    await opensWith('StorageCorrupt', false);
    writeFileSync(keys, whole);
    desk = await openDesk(profile);
    await desk.unlock(caseworker.login, caseworker.password);
    expect((await holdings(desk)).cases).toBe(work.length);
  });
});

it('a full disk: said in three languages, what is typed stays, and is saved as soon as there is room', async () => {
  const full = await openDesk(smallProfile);
  try {
    await full.unlock(caseworker.login, caseworker.password);
    const [{ caseId }] = (await workDay(full.page, ulan.kato, 20, 1, { draft: true })) as [Work];
    await full.room('mine');
    await full.page.getByTestId('table-row').first().dblclick();
    const note = () => full.page.getByLabel(full.say('case:field.note'));
    await small.fill();
    const text = 'Жазылғаны жоғалмасын. '.repeat(100).trim();
    await note().fill(text);
    const state = full.page.getByTestId('save-state');
    await full.page.locator('[data-testid="save-state"][data-state="failed"]').waitFor();
    await inEveryLanguage(full, async (words) => {
      await full.page.locator('[data-testid="save-state"][data-state="failed"]').waitFor();
      expect(await state.innerText()).toContain(words('errors:error.StorageFull.title'));
      expect(await note().inputValue()).toBe(text);
    });
    expect((await look(full.page, 'case.watch', { id: caseId })).case?.facts.note).toBe('');
    small.free();
    await full.page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    expect((await look(full.page, 'case.watch', { id: caseId })).case?.facts.note).toBe(text);
  } finally {
    await full.close();
  }
  expect((await readBooks(smallProfile, caseworker)).faults).toEqual([]);
});
