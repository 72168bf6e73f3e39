import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { findDeviceSetting, putDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { newFolder, openLaptop, soon, type Laptop } from '../../support/replica/laptop.ts';
import { handedOver, release, synced } from '../../support/replica/office-kit.ts';
import { password, staff, ulan, zaysan } from '../../support/replica/people.ts';
import { backUp } from '../../support/server/back-up.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

// A laptop that moved to another district after the backup from which the centre is restored later.
const folder = newFolder();
let [server, laptop] = [undefined as unknown as TestServer, undefined as unknown as Laptop];

const turnTo = (): void => {
  coolDown(laptop.host);
  getOffice(laptop.host).replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'device.serverUrl', server.url) });
};
const askNow = () => getOffice(laptop.host).replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'office.askedAt', 0) });
const areaOf = () => getOffice(laptop.host).certificate.area;
const moveTo = async (area: string) => {
  await runServerTool(server, 'move-device', getOffice(laptop.host).certificate.device, '--district', area);
  coolDown(laptop.host);
  askNow();
  await laptop.must('sync.start', {});
  await expect.poll(() => laptop.look('device.watch', {}), soon).toMatchObject({ session: null, area });
  // It is locked as soon as it is seen to be; its file may still be closing.
  await expect.poll(async () => (await laptop.call('session.unlock', { login: 'bolat', password })).ok, soon).toBe(true);
};
/** A certificate that the laptop once had, shown to the centre as its proof. */
const showProof = async (signed: { bytes: string; signature: string }): Promise<number> => {
  const { certificate, sign } = getOffice(laptop.host);
  const said = { v: 1, device: certificate.device, nonce: toBase64url(new Uint8Array(16)), staff: [] };
  const body = packParts([utf8(canonicalJson(said)), findBase64urlBytes(signed.bytes)!, findBase64urlBytes(signed.signature)!, new Uint8Array(), new Uint8Array()]);
  const signature = toBase64url(laptop.host.crypto.sign(sign.privateKey, signedMessage('admit', body)));
  return (await fetch(`${server.url}/admit`, { method: 'POST', body: Buffer.from(body), headers: { 'content-type': 'application/octet-stream', 'x-tirek-signature': signature } })).status;
};

beforeAll(async () => {
  server = await startServer();
  laptop = openLaptop({ profile: folder.path });
  await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff);
  await laptop.unlock('bolat');
  await release(laptop, await handedOver(laptop, 1));
  await synced(laptop);
});
afterAll(async () => {
  await laptop?.close();
  await server?.stop();
  folder.remove();
});

test('it goes on where it is, though the operator says its move again; a certificate of a district that it has left since brings it nowhere', async () => {
  coolDown(laptop.host);
  await server.stop();
  const backup = await backUp(server.database);
  server = await startServer({ database: server.database });
  turnTo();
  await moveTo(zaysan);
  await synced(laptop);
  const there = findDeviceSetting(getOffice(laptop.host).replica.db, 'device.certificate')!;
  await release(laptop, await handedOver(laptop, 2));
  await synced(laptop);
  coolDown(laptop.host);
  await server.stop();

  // Before its epoch is raised the copy takes nobody's word against what it knows, and the laptop exchanges nothing with it.
  server = await startServer({ database: backup });
  turnTo();
  expect(await laptop.sync()).toMatchObject({ phase: 'failed', error: { type: 'ServerNonsense', detail: 'area' } });
  await server.stop();
  expect((await runServerTool({ database: backup }, 'raise-epoch')).json).toEqual({ epoch: 2 });
  server = await startServer({ database: backup });
  turnTo();
  // What the backup has forgotten: the laptop has done it already.
  expect((await runServerTool(server, 'move-device', getOffice(laptop.host).certificate.device, '--district', zaysan)).json).toEqual({ moving: true });
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null, restored: true, quarantined: 0 });
  expect(areaOf()).toBe(zaysan);
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 2, quarantined: 0 });
  coolDown(laptop.host);
  askNow();
  await synced(laptop);
  expect(laptop.look('office.watch', {})).toMatchObject({ rows: [{ own: true }], moving: null });
  await release(laptop, await handedOver(laptop, 3));
  await synced(laptop);
  expect(laptop.look('status.watch', {})).toMatchObject({ unsent: 0, quarantined: 0 });

  // A later word of the operator wins.
  expect(await showProof(there)).toBe(200);
  await moveTo(ulan);
  await synced(laptop);
  expect(await showProof(there)).toBeGreaterThanOrEqual(400);
  coolDown(laptop.host);
  await synced(laptop);
  expect(areaOf()).toBe(ulan);
});
