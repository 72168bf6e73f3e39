import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { OfficeReply } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice, Written } from '../../support/server/test-device.ts';
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

it('what a supervisor released on a laptop before it moved away counts, and what they sign there afterwards does not', async () => {
  const [maker, signer] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  const [early, late] = [writeApprovedCase(maker), writeApprovedCase(maker)];
  const signed = (entries: typeof early.entries, signedAt: string) => maker.manifest(entries, signer.staffKeys.supervisor, { signedBy: signer.supervisor, signedAt });
  const before = signed(early.entries, '2026-01-05T05:00:00.000Z');
  await move(signer, districts.zaisan);
  expect((await maker.push(early.entries, [before])).map(({ r }) => r)).toEqual(['applied', 'applied', 'applied', 'applied']);
  expect((await maker.push(late.entries, [signed(late.entries, '2199-01-05T05:00:00.000Z')])).map(({ why }) => why)).toEqual(['notReleased', 'notReleased', 'notReleased', 'notReleased']);
});

it('a laptop that moved away and came back works as the same people, and what it wrote is of the district of each stay', async () => {
  const [laptop, colleague] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  const first = writeApprovedCase(laptop);
  await laptop.push(first.entries);
  await move(laptop, districts.zaisan);
  await move(laptop, districts.ulan);
  const second = writeApprovedCase(laptop);
  expect((await laptop.push(second.entries)).map(({ r }) => r)).toEqual(['applied', 'applied', 'applied', 'applied']);
  await colleague.pullAll();
  const rename = (id: string) => colleague.push([colleague.write({ collection: 'persons', document: id, base: 1, changes: { lastNameRu: 'Новая' }, author: colleague.caseworker })]);
  for (const { person } of [first, second]) expect((await rename(person.id))[0]).toMatchObject({ r: 'applied' });
});

/** What `maker` wrote, as `carrier` hands it in. */
const carried = async (carrier: TestDevice, maker: TestDevice, entries: readonly Written[], manifest: ReturnType<TestDevice['manifest']>) => {
  const proof = utf8(canonicalJson({ v: 1, device: maker.certificate.device, entries: entries.map(({ number, bytes }) => [number, toBase64url(nodeCrypto.sha256(bytes))]) }));
  const envelope = sealEnvelope(nodeCrypto, (message) => nodeCrypto.sign(carrier.signKeys.privateKey, message), {
    device: maker.certificate.device, carrier: carrier.certificate.device, entries, manifests: [manifest], previous: new Uint8Array(32), readers: [findBase64urlBytes(carrier.certificate.serverReadKey)!], schema: 1,
    proofs: [{ bytes: proof, signature: nodeCrypto.sign(maker.signKeys.privateKey, signedMessage('proof', proof)) }],
  });
  return (await carrier.sync([envelope])).sent[0]!;
};

it('a laptop of the old district hands in what one wrote there that has moved away, and hears what became of it; of the new district it does neither', async () => {
  const [maker, colleague, stranger] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
  const [waiting, handedIn] = [writeApprovedCase(maker), writeApprovedCase(maker)];
  const released = maker.manifest(waiting.entries);
  await maker.push(handedIn.entries);
  await move(maker, districts.zaisan);
  const there = writeApprovedCase(maker, { district: districts.zaisan });
  expect(await carried(stranger, maker, waiting.entries, released)).toMatchObject({ refused: 'unknownDevice' });
  expect(await carried(colleague, maker, there.entries, maker.manifest(there.entries))).toMatchObject({ refused: 'unknownDevice' });
  expect((await carried(colleague, maker, waiting.entries, released)).lines.map(({ r }) => r)).toEqual(['applied', 'applied', 'applied', 'applied']);
  const ask = async (device: TestDevice, numbers: readonly number[]) => {
    const { bytes } = await device.request(packParts([utf8(canonicalJson({ roster: 0, taken: 0, letters: 0, receipts: [{ device: maker.certificate.device, numbers }], maxBytes: 65536 }))]), {}, 'office');
    return findMessage(OfficeReply, findParts(bytes)![0]!)!;
  };
  expect(await ask(colleague, [1, 2, 5, 9])).toMatchObject({ receipts: 2, gone: [{ device: maker.certificate.device, asked: [1, 2, 5], taken: [1, 2, 5], aside: [] }] });
  expect(await ask(stranger, [1, 2, 5])).toMatchObject({ receipts: 0 });
  expect((await ask(stranger, [1, 2, 5])).gone).toBeUndefined();
});
