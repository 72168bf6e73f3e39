import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { protocolVersions } from '../../../shared/sync/messages.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { requestMessage, signedMessage } from '../../../shared/sync/signed-message.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { TestDevice } from '../../support/server/test-device.ts';
import { breakBytes, breakJson, deepJson, pick } from './breaks.ts';
import { wrongRefusal, wrongWelcome, type Answer, type FuzzCase, type MakeCase } from './case.ts';

const post = async (url: string, body: Uint8Array, headers: Record<string, string> = {}, method = 'POST'): Promise<Answer> => {
  const reply = await fetch(url, { method, ...(method === 'GET' ? {} : { body: Buffer.from(body) }), headers: { 'content-type': 'application/octet-stream', ...headers } });
  return { status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) };
};
const stranger = newKeyPair('Ed25519');
const signed = (purpose: 'enrol' | 'session', body: Uint8Array, key: { privateKey: Uint8Array }) => ({ 'x-tirek-signature': toBase64url(nodeCrypto.sign(key.privateKey, signedMessage(purpose, body))) });
const nothing = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name, leaves: 'nothing', run });
const control = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `control: ${name}`, leaves: 'anything', run });

/** POST /enrol: broken with the old signature, broken and signed anew, signed by another, a code that is not there or was used. */
export const enrolCase: MakeCase = (centre, chance) => {
  const { url, newCode } = centre;
  const fresh = async () => {
    const device = new TestDevice(url);
    return { device, body: device.enrolBody(await newCode(districts.third)) };
  };
  return pick<FuzzCase>(chance, [
    nothing('enrol: other bytes', async () => {
      const { device, body } = await fresh();
      return wrongRefusal(await post(`${url}/enrol`, breakBytes(body, chance), signed('enrol', body, device.signKeys)));
    }),
    nothing('enrol: another message', async () => {
      const { device, body } = await fresh();
      const broken = breakJson(JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>, ['code', 'name', 'signKey', 'readKey', 'staff'], chance);
      return wrongRefusal(await post(`${url}/enrol`, broken, signed('enrol', broken, device.signKeys)), 'malformed');
    }),
    nothing('enrol: wrong key', async () => {
      const { body } = await fresh();
      return wrongRefusal(await post(`${url}/enrol`, body, signed('enrol', body, stranger)), 'badSignature');
    }),
    nothing('enrol: no such code', async () => {
      const device = new TestDevice(url);
      const body = device.enrolBody(`NONE${chance.below(1e6)}`);
      return wrongRefusal(await post(`${url}/enrol`, body, signed('enrol', body, device.signKeys)), 'badCode');
    }),
    control('enrol', async () => {
      if (chance.below(8) > 0) return undefined;
      const { device, body } = await fresh();
      const first = await post(`${url}/enrol`, body, signed('enrol', body, device.signKeys));
      // The same again (a reply was lost) gives the same; with another key the code is used.
      const again = await post(`${url}/enrol`, body, signed('enrol', body, device.signKeys));
      if (Buffer.compare(first.bytes, again.bytes) !== 0) return 'the same request was answered otherwise';
      return wrongWelcome(first);
    }),
  ]);
};

/** POST /session: as /enrol, and versions that nobody speaks, fields that a later program may send, and statements about people that count for nothing. */
export const sessionCase: MakeCase = ({ url, ours }, chance) => {
  const hello = (change: object = {}) => ({ device: ours.certificate.device as string, versions: [1, 2], nonce: toBase64url(chance.bytes(16)), ...change });
  const say = (body: Uint8Array, key: { privateKey: Uint8Array } = ours.signKeys) => post(`${url}/session`, body, signed('session', body, key));
  return pick<FuzzCase>(chance, [
    nothing('session: other bytes', async () => {
      const body = utf8(JSON.stringify(hello()));
      return wrongRefusal(await post(`${url}/session`, breakBytes(body, chance), signed('session', body, ours.signKeys)));
    }),
    nothing('session: another message', async () => wrongRefusal(await say(breakJson(hello(), ['device', 'versions', 'nonce'], chance)), 'malformed')),
    nothing('session: wrong key', async () => wrongRefusal(await say(utf8(JSON.stringify(hello())), stranger), 'badSignature')),
    nothing('session: future version', async () => wrongRefusal(await say(utf8(JSON.stringify(hello({ versions: [Math.max(...protocolVersions) + 1 + chance.below(100)] })))), 'noCommonVersion')),
    nothing('session: a stranger', async () => wrongRefusal(await say(utf8(JSON.stringify(hello({ device: '01890000-0000-7000-8000-000000000099' })))), 'unknownDevice')),
    nothing('session: a statement that counts for nothing', async () => {
      const statement = breakBytes(utf8(JSON.stringify({ v: 1, device: ours.certificate.device, by: ours.supervisor, at: '2026-01-05T05:00:00.000Z', staff: { login: 'x', name: 'x', roles: ['supervisor'], signKey: toBase64url(stranger.publicKey) } })), chance);
      const answer = await say(utf8(JSON.stringify(hello({ staff: [{ bytes: toBase64url(statement), signature: toBase64url(chance.bytes(64)) }] }))));
      const taken = answer.status === 200 ? (JSON.parse(new TextDecoder().decode(answer.bytes)) as { staff?: unknown[] }).staff : undefined;
      return wrongWelcome(answer) ?? (taken?.length === 0 ? undefined : 'a statement was taken');
    }),
    nothing('session: a word of leaving that counts for nothing', async () => {
      const word = { v: 1, kind: 'left', device: ours.certificate.device, by: ours.supervisor, at: '2026-01-05T05:00:00.000Z', login: 'caseworker', last: 0 };
      // As it should be, but for its signer; or broken in any way.
      const bytes = chance.below(2) === 0 ? utf8(JSON.stringify(word)) : breakBytes(utf8(JSON.stringify(word)), chance);
      const answer = await say(utf8(JSON.stringify(hello({ staff: [{ bytes: toBase64url(bytes), signature: toBase64url(chance.bytes(64)) }] }))));
      const left = answer.status === 200 ? (JSON.parse(new TextDecoder().decode(answer.bytes)) as { left?: { taken: boolean }[] }).left : undefined;
      return wrongWelcome(answer) ?? (left?.some(({ taken }) => taken) ? 'a key was taken away' : undefined);
    }),
    control('session', async () => wrongWelcome(await say(utf8(JSON.stringify(hello({ ofALaterVersion: { deep: [1] } })))))),
  ]);
};

/** POST /sync and /chunk around the envelope: framing, the request's message, signature, session and number. */
export const syncCase: MakeCase = (centre, chance) => {
  const { url, ours, chunk } = centre;
  const request = { cursors: [{ stream: `${districts.ulan}/registry`, epoch: 1, seq: 0 }], envelopes: 0, maxBytes: 4096 };
  const body = () => packParts([utf8(JSON.stringify(request))]);
  const raw = async (sent: Uint8Array, number: string, session = ours.session!, signedNumber = Number(number), key: { privateKey: Uint8Array } = ours.signKeys) =>
    post(`${url}/sync`, sent, { 'x-tirek-session': toBase64url(session), 'x-tirek-number': number, 'x-tirek-signature': toBase64url(nodeCrypto.sign(key.privateKey, requestMessage(nodeCrypto.sha256, session, signedNumber, body()))) });
  const ready = async () => {
    if (!ours.session) await ours.openSession();
    return ++ours.requests;
  };
  return pick<FuzzCase>(chance, [
    nothing('sync: other bytes under the old signature', async () => wrongRefusal(await raw(breakBytes(body(), chance), String(await ready())), 'badSignature')),
    nothing('sync: framing', async () => {
      const answer = await ours.request(pick(chance, [() => breakBytes(body(), chance), () => new Uint8Array(), () => chance.bytes(chance.below(200)), () => packParts([]), () => packParts(Array.from({ length: 30 }, () => chance.bytes(3)))])());
      // One changed digit is another number of bytes, and as good as the first.
      return answer.status === 200 ? undefined : wrongRefusal(answer, 'malformed');
    }),
    nothing('sync: another message', async () => wrongRefusal(await ours.request(packParts([breakJson(request, ['cursors', 'envelopes', 'maxBytes'], chance)])), 'malformed')),
    nothing('sync: more envelopes announced than sent', async () => wrongRefusal(await ours.request(packParts([utf8(JSON.stringify({ ...request, envelopes: 1 + chance.below(16) }))])), 'malformed')),
    nothing('sync: replayed', async () => {
      const number = String(await ready());
      return wrongWelcome(await raw(body(), number)) ?? wrongRefusal(await raw(body(), number), 'noSession');
    }),
    nothing('sync: wrong key', async () => wrongRefusal(await raw(body(), String(await ready()), ours.session, ours.requests, stranger), 'badSignature')),
    nothing('sync: no such session', async () => {
      await ready();
      return wrongRefusal(await raw(body(), '1', chance.bytes(16)), 'noSession');
    }),
    nothing('sync: a number that is none', async () => {
      await ready();
      return wrongRefusal(await raw(body(), pick(chance, ['0', '-1', '1e3', '99999999999999999999', 'x', '', '1.5']), ours.session, 1), 'malformed');
    }),
    nothing('sync: headers', async () => wrongRefusal(await post(`${url}/sync`, body(), { 'x-tirek-session': pick(chance, ['', 'x', '='.repeat(22)]), 'x-tirek-number': '1', 'x-tirek-signature': 'A' }), 'malformed')),
    nothing('chunk: another message', async () => wrongRefusal(await ours.request(breakJson({ hash: toBase64url(chunk.hash), offset: 0 }, ['hash', 'offset'], chance), {}, 'chunk'), 'malformed')),
    nothing('chunk: not there, or past its end', async () => wrongRefusal(await ours.request(utf8(JSON.stringify(pick(chance, [{ hash: toBase64url(chance.bytes(32)), offset: 0 }, { hash: toBase64url(chunk.hash), offset: 100 + chance.below(2 ** 50) }]))), {}, 'chunk'), 'notFound')),
    nothing('chunk: wrong area', async () => wrongRefusal(await centre.theirs.request(utf8(JSON.stringify({ hash: toBase64url(chunk.hash), offset: 0 })), {}, 'chunk'), 'notFound')),
    nothing('a route that is none', async () => wrongRefusal(await post(`${url}/${pick(chance, ['syncs', '..%2f', 'health', ''])}`, body()), 'notFound')),
    nothing('a body of a million brackets', async () => (chance.below(10) > 0 ? undefined : wrongRefusal(await ours.request(packParts([deepJson()])), 'malformed'))),
    nothing('a body over the limit', async () => (chance.below(100) > 0 ? undefined : wrongRefusal(await post(`${url}/sync`, new Uint8Array(limits.body + 1)), 'tooLarge'))),
    control('sync', async () => wrongWelcome(await ours.request(body()))),
    control('chunk', async () => wrongWelcome(await ours.request(utf8(JSON.stringify({ hash: toBase64url(chunk.hash), offset: chance.below(99) })), {}, 'chunk'))),
  ]);
};
