import { v7 } from 'uuid';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { SyncReply } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { makePerson } from '../../support/server/sample-documents.ts';
import type { TestDevice, Written } from '../../support/server/test-device.ts';
import { breakBytes, breakJson, deepJson, pick } from './breaks.ts';
import { wrongWelcome, type FuzzCase, type MakeCase } from './case.ts';
import type { RealCentre } from './real-centre.ts';

type Header = Record<string, unknown>;
const person = (device: TestDevice) => makePerson(device.certificate.area);
const newPerson = (device: TestDevice): Written => {
  const one = person(device);
  return device.write({ collection: 'persons', document: one.id, changes: one, author: device.caseworker });
};

/** Sends envelopes in one good request; the answers to each. */
export const send = async (device: TestDevice, envelopes: readonly Uint8Array[]): Promise<SyncReply['envelopes'] | string> => {
  const answer = await device.request(device.syncBody(envelopes, 4096));
  const head = findParts(answer.bytes)?.[0];
  const reply = head && findMessage(SyncReply, head);
  return wrongWelcome(answer) ?? reply?.envelopes ?? 'an answer that cannot be read';
};

const refusedAs = async (device: TestDevice, envelope: Uint8Array, ...codes: string[]): Promise<string | undefined> => {
  const answers = await send(device, [envelope]);
  if (typeof answers === 'string') return answers;
  const { refused, lines } = answers[0]!;
  return refused !== undefined && lines.length === 0 && (codes.length === 0 || codes.includes(refused)) ? undefined : `answered ${JSON.stringify(answers[0])}`;
};

/** An envelope by hand: any header, any body, any key. */
const envelopeOf = (device: TestDevice, plain: Uint8Array, change: (header: Header) => Uint8Array, signer: { privateKey: Uint8Array } = device.signKeys, reader = device.certificate.serverReadKey, packed = nodeCrypto.compress(plain)): Uint8Array => {
  const [key, ephemeral] = [nodeCrypto.newContentKey(), nodeCrypto.newReadKeyPair()];
  const body = nodeCrypto.encrypt(key, packed);
  const readerKey = findBase64urlBytes(reader)!;
  const head = change({
    v: 1, device: device.certificate.device, first: 1_000_000, last: 1_000_000, previous: toBase64url(new Uint8Array(32)), schema: 1, dictionary: 0, content: toBase64url(nodeCrypto.sha256(body)),
    ephemeral: toBase64url(ephemeral.publicKey), readers: [{ key: toBase64url(readerKey), sealed: toBase64url(nodeCrypto.sealKey(ephemeral, readerKey, key)) }],
  });
  return packParts([head, nodeCrypto.sign(signer.privateKey, signedMessage('envelope', head)), body]);
};
const asIs = (header: Header) => utf8(canonicalJson(header));
const contentOf = (numbers: Uint8Array, entries: readonly Uint8Array[]) => packParts([packParts([]), packParts(entries), numbers]);
const million = Uint8Array.of(192, 132, 61);

let bomb: Uint8Array | undefined;
const stranger = newKeyPair('Ed25519');

/** An envelope that cannot be read at all: refused in its place, nothing written, its neighbour taken. */
export const envelopeCase: MakeCase = ({ ours, theirs }, chance) => {
  const nothing = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `envelope: ${name}`, leaves: 'nothing', run });
  const good = contentOf(million, [utf8('{}')]);
  const required = ['v', 'device', 'first', 'last', 'previous', 'schema', 'dictionary', 'content', 'ephemeral', 'readers'];
  return pick<FuzzCase>(chance, [
    nothing('other bytes', () => refusedAs(ours, breakBytes(envelopeOf(ours, good, asIs), chance), 'malformed', 'badSignature', 'unknownDevice')),
    nothing('junk', () => refusedAs(ours, chance.bytes(chance.below(500)), 'malformed')),
    nothing('another header', () => refusedAs(ours, envelopeOf(ours, good, (header) => breakJson(header, required, chance)), 'malformed')),
    nothing('future version', () => refusedAs(ours, envelopeOf(ours, good, (header) => asIs({ ...header, ...pick(chance, [{ v: 2 }, { dictionary: 1 }, { v: 0 }]) })), 'malformed')),
    nothing('wrong key', () => refusedAs(ours, envelopeOf(ours, good, asIs, stranger), 'badSignature')),
    nothing('another device’s name', () => refusedAs(ours, envelopeOf(ours, good, (header) => asIs({ ...header, device: theirs.certificate.device })), 'badSignature')),
    nothing('nobody’s name', () => refusedAs(ours, envelopeOf(ours, good, (header) => asIs({ ...header, device: v7() })), 'unknownDevice')),
    nothing('sealed to another', () => refusedAs(ours, envelopeOf(ours, good, asIs, ours.signKeys, toBase64url(ours.readKeys.publicKey)), 'malformed')),
    nothing('other content', () => refusedAs(ours, envelopeOf(ours, breakBytes(contentOf(million, []), chance), asIs), 'malformed')),
    { name: 'envelope: packed otherwise', leaves: 'records', run: async () => {
      const answers = await send(ours, [envelopeOf(ours, good, asIs, ours.signKeys, undefined, breakBytes(nodeCrypto.compress(good), chance))]);
      // Junk behind what unpacks is passed over: then it is the same entry, and no better than it was.
      const [answer] = typeof answers === 'string' ? [] : answers;
      return answer?.refused === 'malformed' || answer?.lines[0]?.why === 'malformed' ? undefined : `answered ${JSON.stringify(answers)}`;
    } },
    nothing('numbers that do not fit', () => refusedAs(ours, envelopeOf(ours, contentOf(pick(chance, [Uint8Array.of(1), Uint8Array.of(0), Uint8Array.of(), Uint8Array.of(192, 132, 61, 0)]), [utf8('{}')]), asIs), 'malformed')),
    nothing('zip bomb', async () => {
      if (chance.below(25) > 0) return undefined;
      bomb ??= nodeCrypto.compress(new Uint8Array(65 * 1024 * 1024));
      return refusedAs(ours, envelopeOf(ours, good, asIs, ours.signKeys, undefined, bomb), 'malformed');
    }),
    { name: 'control: beside a bad envelope', leaves: 'anything', run: async () => {
      const answers = await send(ours, [breakBytes(envelopeOf(ours, good, asIs), chance), ours.seal([newPerson(ours)])]);
      if (typeof answers === 'string') return answers;
      return answers[0]?.refused !== undefined && answers[1]?.lines[0]?.r === 'applied' ? undefined : `answered ${JSON.stringify(answers)}`;
    } },
    { name: 'control: sent again', leaves: 'anything', run: async () => {
      const envelope = ours.seal([newPerson(ours)]);
      const [first, again] = [await ours.sync([envelope], 4096), await theirs.sync([envelope, envelope], 4096)];
      return [...again.sent].every((one) => Buffer.compare(one.receipt, first.sent[0]!.receipt) === 0) && first.sent[0]!.lines[0]?.r === 'applied' ? undefined : 'another receipt';
    } },
  ]);
};

/** Sends one envelope, whose first entry must be put aside for one of these reasons. */
export const putAside = async (device: TestDevice, entries: readonly Written[], why: readonly string[], manifests?: ReturnType<TestDevice['manifest']>[]): Promise<string | undefined> => {
  const answers = await send(device, [device.seal(entries, manifests)]);
  if (typeof answers === 'string') return answers;
  const line = answers[0]?.lines[0];
  return answers[0]?.refused === undefined && line?.r === 'quarantined' && why.includes(line.why ?? '') ? undefined : `answered ${JSON.stringify(answers[0])}`;
};
const jsonOf = (entry: Written) => JSON.parse(new TextDecoder().decode(entry.bytes)) as Record<string, unknown>;

/** An entry that cannot be taken, in an envelope that can: put aside with its reason, no document and no stream changed. */
export const entryCase: MakeCase = (centre: RealCentre, chance) => {
  const { ours, theirs } = centre;
  const aside = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `entry: ${name}`, leaves: 'records', run });
  const changed = (change: object): Written => {
    const entry = newPerson(ours);
    return { number: entry.number, bytes: utf8(canonicalJson({ ...jsonOf(entry), ...change } as never)) };
  };
  const field = (change: object): Written => {
    const entry = newPerson(ours);
    const read = jsonOf(entry);
    return { number: entry.number, bytes: utf8(JSON.stringify({ ...read, changes: { ...(read['changes'] as object), ...change } })) };
  };
  return pick<FuzzCase>(chance, [
    aside('another message', () => {
      const entry = newPerson(ours);
      return putAside(ours, [{ ...entry, bytes: breakJson(jsonOf(entry), ['v', 'device', 'number', 'collection', 'document', 'base', 'changes', 'command', 'author', 'hlc', 'previous'], chance) }], ['malformed']);
    }),
    aside('a million brackets', () => putAside(ours, [{ number: newPerson(ours).number, bytes: chance.below(20) === 0 ? deepJson() : utf8(`{"v":1,"changes":${'['.repeat(50)}${']'.repeat(50)}}`) }], ['malformed'])),
    aside('future version', () => putAside(ours, [changed({ v: 2 })], ['malformed'])),
    aside('too large', () => (chance.below(10) > 0 ? putAside(ours, [field({ street: 'я'.repeat(200) })], ['invalidDocument']) : putAside(ours, [field({ street: 'x'.repeat(300_000) })], ['malformed']))),
    aside('another device inside', () => putAside(ours, [changed({ device: theirs.certificate.device })], ['wrongDevice'])),
    aside('another number inside', () => putAside(ours, [changed({ number: 5_000_000 })], ['wrongDevice'])),
    aside('a number that no column holds', () => {
      const base = pick(chance, [2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 1e300]);
      return putAside(ours, [changed({ base, ...pick(chance, [{}, { author: v7() }, { heard: [[theirs.certificate.device, 2 ** 53 - 1]] }]) })], ['malformed']);
    }),
    aside('a key twice', () => {
      const { number, bytes } = newPerson(ours);
      return putAside(ours, [{ number, bytes: utf8(new TextDecoder().decode(bytes).replace('{', `{"${pick(chance, ['author', 'hlc', 'base', 'z'])}":${pick(chance, ['1', '"x"', 'null'])},`).replace(/\}$/, ',"z":1}')) }], ['malformed']);
    }),
    aside('a number almost beyond', () => putAside(ours, [changed({ base: pick(chance, [2 ** 31 - 2, 2 ** 31 - 3, 2 ** 21]), ...pick(chance, [{}, { heard: [[theirs.certificate.device, 2 ** 53 - 1]] }]) })], ['unknownDocument'])),
    aside('nobody’s name', () => putAside(ours, [changed({ author: v7() })], ['notAllowed'])),
    aside('a district that is none', () => putAside(ours, [field({ district: pick(chance, ['999999999', '000000000']) })], ['invalidDocument'])),
    aside('not released', () => putAside(ours, [newPerson(ours)], ['notReleased'], [])),
    aside('released by a broken manifest', () => {
      const entry = newPerson(ours);
      const manifest = ours.manifest([entry]);
      const bytes = breakJson(JSON.parse(new TextDecoder().decode(manifest.bytes)) as Header, ['v', 'batch', 'district', 'device', 'signedBy', 'signedAt', 'entries'], chance);
      const again = { bytes, signature: nodeCrypto.sign(ours.staffKeys.supervisor.privateKey, signedMessage('manifest', bytes)) };
      return putAside(ours, [entry], ['notReleased'], [pick(chance, [again, { ...manifest, bytes: breakBytes(manifest.bytes, chance) }, { ...manifest, signature: chance.bytes(64) }])]);
    }),
    aside('released by who may not', () => {
      const entry = newPerson(ours);
      return putAside(ours, [entry], ['notReleased'], [pick(chance, [() => ours.manifest([entry], ours.staffKeys.caseworker), () => ours.manifest([entry], stranger), () => ours.manifest([entry], undefined, { district: theirs.certificate.area }), () => ours.manifest([entry], undefined, { device: theirs.certificate.device })])()]);
    }),
    aside('a field that cannot be', () => putAside(ours, [field(pick(chance, [{ sex: 'x' }, { birthDate: '2999-01-01' }, { iin: '000000000001' }, { otherIds: {} }, { synthetic: false }, { id: v7() }, { lastNameKk: '' }]))], ['invalidDocument'])),
    aside('a text that no database can store', () => putAside(ours, [field({ street: pick(chance, ['a\u0000b', 'x\ud800', '\udc00']) })], ['malformed'])),
    aside('a person that is not there', () => putAside(ours, [ours.write({ collection: 'persons', document: v7(), base: 3, changes: { phone: '1' }, author: ours.caseworker })], ['unknownDocument'])),
    aside('a number that is taken', () => {
      const number = 1 + chance.below(Math.max(1, ours.nextNumber - 1));
      const next = ours.nextNumber;
      const one = person(ours);
      const entry = ours.write({ collection: 'persons', document: one.id, changes: one, author: ours.caseworker, number });
      ours.nextNumber = Math.max(next, number + 1);
      return putAside(ours, [entry], next === 1 ? ['wrongDevice', 'malformed'] : ['wrongDevice']);
    }),
    { name: 'control: a person', leaves: 'anything', run: async () => {
      const lines = await ours.push([field({ ofALaterVersion: { text: '☠ 😀', list: [1, null] } })]);
      return lines[0]?.r === 'applied' ? undefined : `not taken: ${JSON.stringify(lines)}`;
    } },
    { name: 'control: after a bad one', leaves: 'anything', run: async () => {
      const lines = await ours.push([changed({ v: 7 }), newPerson(ours)]);
      return lines.map((line) => line.why ?? line.r).join() === 'malformed,applied' ? undefined : `not taken: ${JSON.stringify(lines)}`;
    } },
  ]);
};
