import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { fileRange } from '../../../shared/sync/file-messages.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { Revocation } from '../../../shared/sync/last-messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { fileBody, keyOf } from '../../support/server/file-requests.ts';
import { breakBytes, breakJson, pick } from './breaks.ts';
import { wrongRefusal, wrongWelcome, type Answer, type FuzzCase, type MakeCase } from './case.ts';

const stranger = newKeyPair('Ed25519');

/** POST /last: bodies, signatures, framing and files of a laptop whose access was taken away; one whose access was not. By what the centre signs here a laptop erases what it alone has. */
export const lastCase: MakeCase = ({ url, ours, revoked, file }, chance) => {
  const nonce = toBase64url(chance.bytes(16));
  const nothing = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `last: ${name}`, leaves: 'nothing', run });
  const control = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `control: last ${name}`, leaves: 'anything', run });
  const bodyOf = (device: string, change: object = {}, parts: readonly Uint8Array[] = []) => packParts([utf8(canonicalJson({ device, nonce, envelopes: 0, ...change })), ...parts]);
  const send = async (body: Uint8Array, signed = body, key: { privateKey: Uint8Array } = revoked.device.signKeys): Promise<Answer> => {
    const reply = await fetch(`${url}/last`, { method: 'POST', body: Buffer.from(body), headers: { 'content-type': 'application/octet-stream', 'x-tirek-signature': toBase64url(nodeCrypto.sign(key.privateKey, signedMessage('last', signed))) } });
    return { status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) };
  };
  const plain = bodyOf(revoked.device.certificate.device);
  const handIn = (part: Uint8Array) => send(bodyOf(revoked.device.certificate.device, { file: true }, [part]));
  /** The centre's own word for this request, and that it has so much of the file. */
  const wrongWord = (answer: Answer, held?: number | null): string | undefined => {
    const [, said, signature] = findParts(answer.bytes) ?? [];
    const word = said && findMessage(Revocation, said);
    if (!word || !signature || !nodeCrypto.verify(findBase64urlBytes(ours.certificate.serverSignKey)!, signedMessage('revoked', said), signature)) return wrongWelcome(answer) ?? 'no word of the centre';
    const right = word.nonce === nonce && word.device === revoked.device.certificate.device && word.files === true && JSON.stringify(word.held) === (held === undefined ? undefined : JSON.stringify([held]));
    return right ? undefined : `said ${JSON.stringify(word)}`;
  };
  const [whole, begun] = [revoked.whole, revoked.begun];
  const held = { ask: 'held', files: [keyOf(begun)] };
  const put = { ask: 'put', ...keyOf(begun), offset: 0 };
  const unknown = chance.bytes(1 + chance.below(500));
  return pick<FuzzCase>(chance, [
    nothing('other bytes', async () => wrongRefusal(await send(breakBytes(plain, chance), plain))),
    nothing('another message', async () => wrongRefusal(await send(packParts([breakJson({ device: revoked.device.certificate.device, nonce, envelopes: 0 }, ['device', 'nonce', 'envelopes'], chance)])), 'malformed')),
    nothing('wrong key', async () => wrongRefusal(await send(plain, plain, stranger), 'badSignature')),
    nothing('not revoked', async () => {
      const body = bodyOf(ours.certificate.device, pick(chance, [{}, { file: true }]), []);
      const whole = bodyOf(ours.certificate.device, { file: true }, [fileBody(held)]);
      return wrongRefusal(await send(...pick(chance, [[body, body, ours.signKeys], [whole, whole, ours.signKeys]] as const)), 'notFound', 'malformed');
    }),
    nothing('parts that it does not announce, or lacks', async () => {
      const { device } = revoked.device.certificate;
      return wrongRefusal(await send(pick(chance, [bodyOf(device, { file: true }), bodyOf(device, {}, [fileBody(held)]), bodyOf(device, { file: true }, [fileBody(held), fileBody(held)]), bodyOf(device, { envelopes: 1 + chance.below(16) }), bodyOf(device, { file: false }), bodyOf(device, { file: 1 }, [fileBody(held)])])), 'malformed');
    }),
    nothing('files: another message', async () => wrongRefusal(await handIn(pick(chance, [
      () => packParts([breakJson(held, ['ask', 'files'], chance)]), () => packParts([breakJson(put, ['ask', 'hash', 'size', 'offset'], chance), begun.subarray(0, 5)]), () => fileBody(put), () => fileBody(held, chance.bytes(3)), () => chance.bytes(chance.below(100)), () => breakBytes(fileBody({ ...held, files: [] }), chance),
    ])()), 'malformed')),
    nothing('files: it is given none', async () => wrongRefusal(await handIn(fileBody({ ask: 'get', ...keyOf(whole), offset: 0, length: 10 })), 'malformed')),
    nothing('files: beyond the end', async () => wrongRefusal(await handIn(fileBody({ ...put, offset: begun.length - 1 - chance.below(2) }, chance.bytes(4))), 'malformed')),
    nothing('files: too large a range', async () => wrongRefusal(await handIn(fileBody({ ...put, size: 10_000_000 }, new Uint8Array(fileRange.most + 1 + chance.below(99)))), 'tooLarge')),
    nothing('files: nothing names it', async () => wrongWord(await handIn(fileBody({ ...put, ...keyOf(unknown) }, unknown)), null) ?? wrongWord(await handIn(fileBody({ ask: 'held', files: [keyOf(unknown)] })), null)),
    nothing('files: of another district', async () => wrongWord(await handIn(fileBody({ ask: 'held', files: [keyOf(file)] })), null) ?? wrongWord(await handIn(fileBody({ ask: 'put', ...keyOf(file), offset: 0 }, file.subarray(0, 9))), null)),
    control('of another content', async () => {
      await handIn(fileBody(put, chance.bytes(begun.length - 1)));
      return wrongWord(await handIn(fileBody({ ...put, offset: begun.length - 1 }, chance.bytes(1))), 0);
    }),
    control('a file', async () => wrongWord(await handIn(fileBody({ ask: 'put', ...keyOf(whole), offset: 0 }, whole)), whole.length) ?? wrongWord(await handIn(fileBody({ ask: 'held', files: [keyOf(whole)] })), whole.length)),
    control('word', async () => wrongWord(await send(plain))),
  ]);
};
