import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEditionFiles } from '../../../scripts/rules/read-edition.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(async () => {
  await server?.stop();
  folder.remove();
});

const orderToMove = (laptop: Laptop) => runServerTool(server, 'move-device', getOffice(laptop.host).certificate.device, '--district', zaysan);
const moves = async (laptop: Laptop) => {
  await laptop.must('sync.start', {});
  await expect.poll(() => laptop.look('device.watch', {}), soon).toMatchObject({ session: null, area: zaysan });
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
