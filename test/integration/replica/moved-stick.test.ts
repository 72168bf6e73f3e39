import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { newFolder, openLaptop, soon } from '../../support/replica/laptop.ts';
import { staff, ulan, zaysan } from '../../support/replica/people.ts';
import { picture, releasedScans } from '../../support/replica/scans.ts';
import { backUp } from '../../support/server/back-up.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

const folder = newFolder();
let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(async () => {
  await server?.stop();
  folder.remove();
});

test('a centre restored from before a move takes nothing by stick of what was written after it, and a certificate of the district before brings the laptop nowhere; over the line all goes on', async () => {
  let line: 'up' | 'down' | 'handshake' = 'up';
  let given: { certificate: string; signature: string } | undefined;
  const laptop = openLaptop({
    profile: join(folder.path, 'laptop'),
    fetch: async (input, init) => {
      const { pathname } = new URL(String(input as string));
      if (line === 'down' || (line === 'handshake' && pathname !== '/session')) throw new TypeError('no line');
      const answer = await fetch(`${server.url}${pathname}`, init);
      if (line === 'handshake') given = (await answer.clone().json()) as typeof given;
      return answer;
    },
  });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, 'laptop');
  await laptop.unlock('bolat');
  const { device } = getOffice(laptop.host).certificate;
  await server.stop();
  const backup = await backUp(server.database);
  server = await startServer({ database: server.database });
  await runServerTool(server, 'move-device', device, '--district', zaysan);
  await laptop.must('sync.start', {});
  await expect.poll(() => laptop.look('device.watch', {}), soon).toMatchObject({ session: null, area: zaysan });
  await laptop.unlock('bolat');
  expect(await laptop.sync()).toMatchObject({ phase: 'done' });
  await server.stop();
  await runServerTool({ database: backup }, 'raise-epoch');
  server = await startServer({ database: backup });
  const areaOf = () => getOffice(laptop.host).certificate.area;

  // The restored centre has it in the district before, and says so in a certificate that is newer than the laptop's own.
  line = 'handshake';
  expect(await laptop.sync()).toMatchObject({ phase: 'failed' });
  expect(given).toBeDefined();
  line = 'down';
  await releasedScans(laptop, 1, [picture(1000, 1)]);
  const stick = join(folder.path, 'stick');
  mkdirSync(stick);
  expect((await laptop.must('stick.write', { folder: stick })).envelopes).toBe(1);
  const imported = () => runServerTool(server, 'import', stick);
  expect((await imported()).json).toMatchObject({ envelopes: 0, refused: [{ why: 'unknownDevice' }], devices: [] });
  const receipts = join(stick, 'tirek', 'receipts', device);
  mkdirSync(receipts, { recursive: true });
  writeFileSync(join(receipts, 'before.certificate'), packParts([findBase64urlBytes(given!.certificate)!, findBase64urlBytes(given!.signature)!]));
  const taken = await laptop.call('stick.read', { folder: stick });
  expect(areaOf()).toBe(zaysan);
  expect(taken).toMatchObject({ ok: false, error: { type: 'StickRefused', detail: 'foreign' } });
  expect(laptop.look('status.watch', {})).toMatchObject({ quarantined: 0 });

  line = 'up';
  expect(await laptop.sync()).toMatchObject({ phase: 'done', quarantined: 0, filesSent: 1 });
  expect(areaOf()).toBe(zaysan);
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 0, quarantined: 0 });
  // The same stick, brought once more.
  expect((await imported()).json).toMatchObject({ envelopes: 1, quarantined: 0, refused: [] });
  await laptop.close();
});
