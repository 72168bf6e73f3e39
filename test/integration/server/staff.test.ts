import { afterAll, beforeAll, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { SessionReply } from '../../../shared/sync/messages.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice } from '../../support/server/test-office.ts';
import type { TestDevice } from '../../support/server/test-device.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());

const signer = newKeyPair('Ed25519');
const statement = (device: TestDevice, by: string, key: { privateKey: Uint8Array }, change: object = {}) => {
  const bytes = utf8(canonicalJson({ v: 1, device: device.certificate.device, by, at: '2026-01-05T05:00:00.000Z', staff: { login: 'saule', name: 'Сынақ', roles: ['supervisor'], signKey: toBase64url(signer.publicKey) }, ...change }));
  return { bytes: toBase64url(bytes), signature: toBase64url(nodeCrypto.sign(key.privateKey, signedMessage('staff', bytes))) };
};
const taken = async (device: TestDevice, ...staff: object[]) => ((await device.openSession({ staff })) as SessionReply).staff;

it('takes nobody on the word of who is no administrator there, or of a stranger’s key', async () => {
  const [a, b] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  expect(await taken(a, statement(a, a.supervisor, a.staffKeys.supervisor))).toEqual([]);
  expect(await taken(a, statement(a, a.supervisor, signer))).toEqual([]);
  expect(await taken(a, statement(b, a.supervisor, a.staffKeys.supervisor), { bytes: 'AAAA', signature: statement(a, a.supervisor, signer).signature })).toEqual([]);
  expect(await taken(a, statement(a, a.supervisor, a.staffKeys.supervisor, { staff: { login: 'x', name: '', roles: [], signKey: '' } }))).toEqual([]);
});
it('answers a handshake without statements as before', async () => {
  const a = await makeDevice(server, districts.ulan);
  expect((await a.openSession()) as object).not.toHaveProperty('staff');
});
