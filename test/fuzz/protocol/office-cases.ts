import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { BatchManifest } from '../../../shared/sync/batch-manifest.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { OfficeReply, SyncReply } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { sealLetter } from '../../../shared/sync/seal-letter.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { makePerson } from '../../support/server/sample-documents.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { breakBytes, breakJson, pick } from './breaks.ts';
import { wrongRefusal, wrongWelcome, type Answer, type FuzzCase, type MakeCase } from './case.ts';

const stranger = newKeyPair('Ed25519');
const request = { roster: 0, taken: 0, letters: 0, maxBytes: 65_536 };
const bodyOf = (change: object, letters: readonly Uint8Array[] = []) => packParts([utf8(JSON.stringify({ ...request, letters: letters.length, ...change })), ...letters]);
const replyOf = ({ bytes }: Answer) => findMessage(OfficeReply, findParts(bytes)?.[0] ?? new Uint8Array());
/** The first entries of a device that has written any. */
const first = Array.from({ length: 2000 }, (_, index) => index + 1);

const letterOf = (device: TestDevice, at: string, signer: { privateKey: Uint8Array } = device.signKeys) => {
  const sign = (message: Uint8Array) => nodeCrypto.sign(signer.privateKey, message);
  const proof = utf8(canonicalJson({ v: 1, device: device.certificate.device, entries: [] }));
  return sealLetter(nodeCrypto, sign, { area: device.certificate.area, device: device.certificate.device, at: at as Instant, readers: [device.readKeys.publicKey] }, {
    word: { v: 1, after: 0, last: 0, have: [], cursors: [], counts: { unreleased: 0, unsent: 0, aside: 0, lastReceiptAt: null }, lease: '2026-02-05T05:00:00.000Z' as Instant },
    open: [], entries: [], proof: { bytes: proof, signature: sign(signedMessage('proof', proof)) }, manifests: [], receipts: [],
  });
};

/** POST /office, and envelopes that a colleague carries: framing, messages, letters of strangers, what is another office's, and entries that their maker did not sign. */
export const officeCase: MakeCase = ({ ours, theirs }, chance) => {
  const nothing = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `office: ${name}`, leaves: 'nothing', run });
  const ask = (body: Uint8Array, device = ours) => device.request(body, {}, 'office');
  const posted = async (letter: Uint8Array, wanted: string) => {
    const answer = await ask(bodyOf({}, [letter]));
    return wrongWelcome(answer) ?? (replyOf(answer)?.posted[0] === wanted ? undefined : `a letter was ${replyOf(answer)?.posted[0]}, not ${wanted}`);
  };
  const carried = async (maker: TestDevice, proofBy: { privateKey: Uint8Array }, code: string) => {
    const person = makePerson(maker.certificate.area);
    const entry = { number: 900_000 + chance.below(1000), bytes: utf8(JSON.stringify(person)) };
    const proof = utf8(canonicalJson({ v: 1, device: maker.certificate.device, entries: [[entry.number, toBase64url(nodeCrypto.sha256(entry.bytes))]] }));
    const envelope = sealEnvelope(nodeCrypto, (message) => nodeCrypto.sign(ours.signKeys.privateKey, message), {
      device: maker.certificate.device, carrier: ours.certificate.device, entries: [entry], manifests: [], previous: new Uint8Array(32), readers: [findBase64urlBytes(ours.certificate.serverReadKey)!], schema: 1,
      proofs: pick(chance, [[], [{ bytes: proof, signature: nodeCrypto.sign(proofBy.privateKey, signedMessage('proof', proof)) }]]),
    });
    const answer = await ours.request(ours.syncBody([envelope], 4096));
    const refused = findMessage(SyncReply, findParts(answer.bytes)?.[0] ?? new Uint8Array())?.envelopes[0]?.refused;
    return wrongWelcome(answer) ?? (refused === code ? undefined : `answered ${refused}, not ${code}`);
  };
  return pick<FuzzCase>(chance, [
    nothing('framing', async () => {
      const answer = await ask(pick(chance, [() => breakBytes(bodyOf({}), chance), () => new Uint8Array(), () => chance.bytes(chance.below(200)), () => packParts(Array.from({ length: 80 }, () => chance.bytes(3)))])());
      return answer.status === 200 ? undefined : wrongRefusal(answer, 'malformed');
    }),
    nothing('another message', async () => wrongRefusal(await ask(packParts([breakJson(request, ['roster', 'taken', 'letters', 'maxBytes'], chance)])), 'malformed')),
    nothing('more letters announced than sent', async () => wrongRefusal(await ask(bodyOf({ letters: 1 + chance.below(60) })), 'malformed')),
    nothing('a broken letter', () => posted(breakBytes(letterOf(ours, '2026-01-05T05:00:00.000Z'), chance), 'malformed')),
    nothing('a letter under another key', () => posted(letterOf(ours, '2026-01-05T05:00:00.000Z', stranger), 'malformed')),
    nothing('a letter of another office', () => posted(letterOf(theirs, '2026-01-05T05:00:00.000Z'), 'malformed')),
    nothing('a letter of a far day', () => posted(letterOf(ours, '2099-01-05T05:00:00.000Z'), 'malformed')),
    nothing('receipts and leases of another office', async () => {
      const answer = await ask(bodyOf({ receipts: [{ device: ours.certificate.device, numbers: [1] }], leases: [ours.certificate.device] }), theirs);
      const reply = replyOf(answer);
      return wrongWelcome(answer) ?? (reply?.receipts === 0 && reply.certificates === 0 ? undefined : 'another office was told');
    }),
    nothing('manifests that nobody can ask for', async () => wrongRefusal(await ask(bodyOf({ manifests: pick<unknown>(chance, [[...first, 2001], [0], [-1 - chance.below(9)], [1.5], ['1'], [null], {}, 7]) })), 'malformed')),
    nothing('manifests of another office', async () => {
      const answer = await ask(bodyOf({ manifests: first }), theirs);
      return wrongWelcome(answer) ?? (replyOf(answer)?.manifests === undefined ? undefined : 'another office was given manifests');
    }),
    nothing('news of another office', async () => {
      const answer = await ask(bodyOf({ news: [{ stream: `${ours.certificate.area}/registry`, epoch: 1, seq: 0 }] }), theirs);
      return wrongWelcome(answer) ?? (replyOf(answer)?.news === 0 ? undefined : 'another office was given news');
    }),
    nothing('a move that nobody ordered', async () => {
      const answer = await ask(bodyOf({ ready: theirs.certificate.area }));
      return wrongWelcome(answer) ?? (replyOf(answer)?.moved === undefined ? undefined : 'it moved');
    }),
    nothing('carried, and not proven', () => carried(ours, stranger, 'badSignature')),
    nothing('carried for another office', () => carried(theirs, theirs.signKeys, 'unknownDevice')),
    { name: 'control: manifests', leaves: 'anything', run: async () => {
      const answer = await ask(bodyOf({ manifests: pick(chance, [first, [1 + chance.below(3)]]) }));
      const many = replyOf(answer)?.manifests ?? 0;
      const given = findParts(answer.bytes)?.slice(-2 * many) ?? [];
      const areSigned = given.every((bytes, index) => index % 2 === 1 || (findMessage(BatchManifest, bytes)?.device === ours.certificate.device && nodeCrypto.verify(ours.staffKeys.supervisor.publicKey, signedMessage('manifest', bytes), given[index + 1]!)));
      return wrongWelcome(answer) ?? (many > 0 && areSigned ? undefined : `${many} manifests`);
    } },
    { name: 'control: office', leaves: 'anything', run: () => posted(letterOf(ours, '2026-01-06T05:00:00.000Z'), 'kept') },
  ]);
};
