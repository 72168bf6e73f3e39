import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { makeCertificate } from '../../../src-server/enrol/make-certificate.ts';
import { makeRoster } from '../../../src-server/office/make-roster.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { breakBytes, breakJson, pick } from './breaks.ts';
import { wrongRefusal, wrongWelcome, type Answer, type FuzzCase, type MakeCase } from './case.ts';

const stranger = newKeyPair('Ed25519');

/** POST /admit: framing, messages, what another key signed, another laptop's certificate, and one that the centre never enrolled. */
export const admitCase: MakeCase = ({ centre, url, ours, theirs }, chance) => {
  const nothing = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `admit: ${name}`, leaves: 'nothing', run });
  const send = async (body: Uint8Array, signed = body, key: { privateKey: Uint8Array } = ours.signKeys): Promise<Answer> => {
    const reply = await fetch(`${url}/admit`, { method: 'POST', body: Buffer.from(body), headers: { 'content-type': 'application/octet-stream', 'x-tirek-signature': toBase64url(nodeCrypto.sign(key.privateKey, signedMessage('admit', signed))) } });
    return { status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) };
  };
  const request = { v: 1, device: ours.certificate.device, nonce: toBase64url(chance.bytes(16)), staff: [{ id: ours.caseworker, login: 'caseworker' }] };
  const certificateOf = (device: TestDevice) => makeCertificate(centre, { ...device.certificate, id: device.certificate.device, signKey: device.signKeys.publicKey });
  const partsOf = async (said: Uint8Array, device = ours, area = ours.certificate.area) => {
    const [certificate, roster] = [certificateOf(device), await makeRoster(centre, { area, training: true })];
    return [said, certificate.bytes, certificate.signature, roster.bytes, roster.signature] as const;
  };
  return pick<FuzzCase>(chance, [
    nothing('framing', async () => {
      const body = packParts([...(await partsOf(utf8(canonicalJson(request))))]);
      return wrongRefusal(await send(pick(chance, [() => breakBytes(body, chance), () => new Uint8Array(), () => chance.bytes(chance.below(200)), () => packParts([body])])()), 'malformed', 'unknownDevice', 'badSignature');
    }),
    nothing('another message', async () => wrongRefusal(await send(packParts([...(await partsOf(breakJson(request, ['v', 'device', 'nonce', 'staff'], chance)))])), 'unknownDevice')),
    nothing('a part that was changed', async () => {
      const parts = [...(await partsOf(utf8(canonicalJson(request))))];
      const at = 1 + chance.below(4);
      return wrongRefusal(await send(packParts(parts.with(at, breakBytes(parts[at]!, chance)))), 'unknownDevice');
    }),
    nothing('another laptop’s certificate, another district’s roster', async () => wrongRefusal(await send(packParts([...(await pick(chance, [() => partsOf(utf8(canonicalJson(request)), theirs), () => partsOf(utf8(canonicalJson(request)), ours, theirs.certificate.area)])())])), 'unknownDevice')),
    nothing('wrong key, or signed for another body', async () => {
      const body = packParts([...(await partsOf(utf8(canonicalJson(request))))]);
      return wrongRefusal(await (chance.below(2) === 0 ? send(body, body, stranger) : send(body, chance.bytes(60))), 'badSignature');
    }),
    { name: 'control: admit', leaves: 'nothing', run: async () => wrongWelcome(await send(packParts([...(await partsOf(utf8(canonicalJson(request))))]))) },
  ]);
};
