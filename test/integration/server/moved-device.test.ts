import { afterAll, beforeAll, expect, it } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { OfficeReply } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

const move = async (device: TestDevice, area: string) => {
  expect((await runServerTool(server, 'move-device', device.certificate.device, '--district', area)).json).toEqual({ moving: true });
  const { bytes } = await device.request(packParts([utf8(canonicalJson({ roster: 0, taken: 0, letters: 0, ready: area, maxBytes: 65536 }))]), {}, 'office');
  expect(findMessage(OfficeReply, findParts(bytes)![0]!)!.moved).toBeDefined();
};

it('a district goes on saying who its people are after the laptop that registered them has moved', async () => {
  const [maker, colleague] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  const { person, entries } = writeApprovedCase(maker);
  expect((await maker.push(entries)).map(({ r }) => r)).toEqual(['applied', 'applied', 'applied', 'applied']);
  await colleague.pullAll();
  const rename = (name: string, base: number) => colleague.push([colleague.write({ collection: 'persons', document: person.id, base, changes: { lastNameRu: name }, author: colleague.caseworker })]);
  expect((await rename('Первая', 1))[0]).toEqual({ n: 1, r: 'applied' });
  await move(maker, districts.zaisan);
  expect((await rename('Вторая', 2))[0]).toEqual({ n: 2, r: 'applied' });
});

it('a person stays in the registry of the district that registered them, though the laptop that did it has moved', async () => {
  const [maker, colleague] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  const one = writeApprovedCase(maker);
  const two = writeApprovedCase(maker);
  await maker.push([...one.entries, ...two.entries]);
  await colleague.pullAll();
  // Before the move of the laptop: the case goes, the person stays.
  expect((await colleague.push([writeTransfer(colleague, one.opened.id, districts.zaisan, 3)]))[0]).toMatchObject({ r: 'applied' });
  await colleague.pullAll();
  expect(colleague.pulled.filter((item) => item.k === 'moved').map((item) => item.i)).toEqual([one.opened.id]);
  await move(maker, districts.zaisan);
  expect((await colleague.push([writeTransfer(colleague, two.opened.id, districts.zaisan, 3)]))[0]).toMatchObject({ r: 'applied' });
  await colleague.pullAll();
  expect(colleague.pulled.filter((item) => item.k === 'moved').map((item) => item.i)).toEqual([one.opened.id, two.opened.id]);
});
