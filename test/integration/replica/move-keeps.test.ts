import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEditionFiles } from '../../../scripts/rules/read-edition.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { commissionAt } from '../../support/mse/commission.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { commission, password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { picture, releasedScans } from '../../support/replica/scans.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(async () => {
  await server?.stop();
  folder.remove();
});

const atCentre = async <R extends Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<R[]> => {
  const client = new pg.Client({ connectionString: server.database });
  await client.connect();
  return (await client.query<R>(sql, values).finally(() => client.end())).rows;
};
const isWholeAtCentre = async (size: number) => (await atCentre('SELECT 1 FROM file WHERE size = $1 AND whole IS NOT NULL', size)).length === 1;
/** What the centre has somebody do on the laptop from now on: what they did besides is put aside. */
const setRoles = (laptop: Laptop, login: string, roles: readonly string[]) =>
  atCentre('UPDATE staff_key k SET roles = $3 FROM staff s WHERE s.id = k.staff AND k.device = $1 AND s.login = $2', getOffice(laptop.host).certificate.device, login, roles);
const moving = (laptop: Laptop) => laptop.look('office.watch', {}).moving;
const orderToMove = (laptop: Laptop) => runServerTool(server, 'move-device', getOffice(laptop.host).certificate.device, '--district', zaysan);
const moves = async (laptop: Laptop) => {
  await expect.poll(async () => {
    // Over a link that is still open there is no asking: the next synchronisation shakes hands.
    await laptop.call('sync.start', {});
    return laptop.look('device.watch', {});
  }, soon).toMatchObject({ session: null, area: zaysan });
  // Its file may still be closing.
  await expect.poll(async () => (await laptop.call('session.unlock', { login: 'bolat', password })).ok, soon).toBe(true);
};

test('the law that was put in force holds after the laptop has moved', async () => {
  const { files } = structuredClone(readEditionFiles('current')) as { files: Record<string, { values: { from: string; source: string }[] }> };
  const rows = files['parameters/disability-multiple.json']!.values;
  rows.push({ ...rows.at(-1)!, from: '2026-06-01', source: 'From memory' });
  const source = join(folder.path, 'edition.json');
  writeFileSync(source, JSON.stringify({ name: '2027', files }));
  const signed = (await runServerTool(server, 'sign-edition', source, '--name', '2027', '--out', folder.path)).json as { file: string };
  const profile = join(folder.path, 'law');
  const laptop = openLaptop({ profile });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'law');
  await laptop.unlock('bolat');
  const { edition } = await laptop.must('norms.open', { bytes: new Uint8Array(readFileSync(signed.file)) });
  await laptop.must('norms.putInForce', { edition });
  await orderToMove(laptop);
  await moves(laptop);
  // What was read before is remembered while the program runs.
  await laptop.close();
  const again = openLaptop({ profile });
  await again.unlock('bolat');
  expect((await again.must('law.form', { risk: 'need', facts: {}, personId: null })).edition).toBe(edition);
  expect(again.look('norms.editions', {}).rows[0]).toMatchObject({ edition, name: '2027', inForce: true });
  await again.close();
});

test('a laptop that is to move stays while the record of a file that it alone has is put aside; once the operator has released it the file goes to the centre, and the laptop to its district', async () => {
  const laptop = openLaptop({ profile: join(folder.path, 'scan') });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'scan');
  await releasedScans(laptop, 1, [picture(3000, 5)]);
  const { device } = getOffice(laptop.host).certificate;
  await setRoles(laptop, 'aigul', ['administrator']);
  await orderToMove(laptop);
  for (let n = 0; n < 2; n++) {
    expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
    expect(laptop.look('device.watch', {})).toMatchObject({ area: ulan });
    // All entries have their receipts: it is the file that is waited for.
    expect(moving(laptop)).toEqual({ area: zaysan, waits: 0, files: 1 });
  }
  expect(await isWholeAtCentre(3000)).toBe(false);

  await setRoles(laptop, 'aigul', ['caseworker']);
  const { entries } = (await runServerTool(server, 'quarantine', '--device', device)).json as { entries: { number: number }[] };
  expect(await runServerTool(server, 'release', device, ...entries.map(({ number }) => String(number)))).toMatchObject({ status: 0 });
  await moves(laptop);
  expect(await isWholeAtCentre(3000)).toBe(true);
  await releasedScans(laptop, 3, [picture(2000, 6)]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done', quarantined: 0, filesSent: 1 });
  await laptop.close();
});

test('a file of a referral holds a move while it was put aside in its record, and no longer once a supervisor has given that up', async () => {
  const profile = join(folder.path, 'referral');
  const laptop: Laptop = openLaptop({
    profile,
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      // The centre has moved it, and the answer is lost.
      if (laptop.host.office?.replica.db.find("SELECT 1 FROM setting WHERE name = 'device.moving' AND value LIKE '%asked%'")) throw new TypeError('cut');
      return answer;
    },
  });
  const people = [...staff, ...commission];
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan, { staff: people }), people, 'referral');
  const office = commissionAt(laptop);
  const personId = await office.person(2);
  const opened = await laptop.must('case.open', { personId, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id: opened.id, facts: { onsetDate: '2026-01-05' as never } });
  await laptop.must('case.handOver', opened);
  const id = await office.register(personId);
  await office.at('petrova');
  await laptop.must('assessment.attach', { id, name: 'рентген.pdf', type: 'application/pdf', bytes: new TextEncoder().encode(`%PDF-1.7 ${'рентген '.repeat(50)}`) });
  await office.at('seitov');
  await laptop.must('assessment.refuse', { id, reason: 'толық емес' });
  await laptop.must('act.release', { password });
  await setRoles(laptop, 'petrova', ['administrator']);
  await laptop.unlock('bolat');
  await laptop.must('case.approve', opened);
  await laptop.must('batch.sign', { password });
  await orderToMove(laptop);
  for (let n = 0; n < 2; n++) {
    expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
    expect(moving(laptop)).toEqual({ area: zaysan, waits: 0, files: 1 });
  }
  expect(laptop.look('aside.list', {}).rows).toMatchObject([{ document: id, why: 'notAllowed' }]);
  await laptop.must('aside.discard', { document: id, reason: 'қайта жолданады' });
  await expect.poll(() => laptop.sync(), soon).toMatchObject({ phase: 'failed', error: { type: 'Offline' } });
  await laptop.close();
  // Whatever the program has forgotten of the file since: that it may go was said.
  const again = openLaptop({ profile });
  await again.unlock('bolat');
  expect(again.look('device.watch', {})).toMatchObject({ area: ulan });
  await moves(again);
  await again.close();
});
