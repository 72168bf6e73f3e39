import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { actingTerms } from '../../../shared/sync/acting/acting-term.ts';
import { findActing } from '../../../shared/sync/acting/find-acting.ts';
import { verifyActing } from '../../../shared/sync/acting/verify-acting.ts';
import type { signatureDomains } from '../../../shared/sync/batch-manifest.ts';
import { decodeEdition } from '../../../shared/sync/edition-file.ts';
import { provenEntries } from '../../../shared/sync/entry-proof.ts';
import { findRoster } from '../../../shared/sync/office-roster.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { verifyManifest } from '../../../shared/sync/verify-manifest.ts';
import type { Host } from '../../../src-main/replica/session/host-parts.ts';
import { postLast } from '../../../src-main/replica/sync/post-last.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { breakBytes, breakJson, pick } from './breaks.ts';
import type { FuzzCase, MakeCase } from './case.ts';

type Value = Readonly<Record<string, unknown>>;
type Purpose = keyof typeof signatureDomains;
/**
 * A statement that a laptop believes for its signature: by whom and for what it is signed; fields without which it is none; `others`: of which each is another statement, rightly signed, that is not for here. `isBelieved` is the laptop's own reader.
 */
type Reader = { readonly name: string; readonly purpose: Purpose; readonly key: { privateKey: Uint8Array }; readonly value: Value; readonly required: readonly string[]; readonly others: readonly Value[]; readonly isBelieved: (bytes: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean> };

const [centre, supervisor, device, stranger] = [newKeyPair('Ed25519'), newKeyPair('Ed25519'), newKeyPair('Ed25519'), newKeyPair('Ed25519')];
const [id, other, third] = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002', '01890000-0000-7000-8000-000000000003'];
const [at, area, key32, key16] = ['2026-01-05T05:00:00.000Z', districts.ulan, toBase64url(new Uint8Array(32)), toBase64url(new Uint8Array(16))];
const { verify } = nodeCrypto;
const keysOf = (by: string) => (by === id ? [toBase64url(supervisor.publicKey)] : []);

const acting = (bytes: Uint8Array, signature: Uint8Array) => verifyActing(verify, centre.publicKey, keysOf, area, { bytes: toBase64url(bytes), signature: toBase64url(signature) });
const order = { v: 1, kind: 'appoint', order: third, district: area, number: '7-ж', dated: '2026-01-01', staff: other, staffName: 'Айгүл', from: '2026-01-02', to: '2026-01-31', by: id, byName: 'Бекзат', at };
const end = { v: 1, kind: 'end', order: third, district: area, by: id, byName: 'Бекзат', at: '2026-01-10T05:00:00.000Z' };
const ofOrder = ['v', 'kind', 'order', 'district', 'byName', 'at'];

/** A laptop that hears this in answer to what it hands in last. */
const lastHost = (bytes: Uint8Array, signature: Uint8Array) => ({
  crypto: nodeCrypto, ids: { random: (length: number) => new Uint8Array(length) }, fetch: async () => new Response(packParts([utf8('{"envelopes":[]}'), bytes, signature])),
  office: { certificate: { device: id, serverSignKey: toBase64url(centre.publicKey) }, sign: device, replica: { db: { find: () => undefined } } },
}) as unknown as Host;
const revocation = { v: 1, device: id, nonce: key16, at, epoch: 1, files: true, held: [3] };

const roster = { v: 1, area, number: 1, devices: [{ device: id, name: 'n', classes: ['registry'], signKey: key32, readKey: key32 }], staff: [] };
const manifest = { v: 1, batch: third, district: area, device: other, signedBy: id, signedAt: at, entries: [[1, key32]] };
const proof = { v: 1, device: id, entries: [[1, key32]] };
const edition = { v: 1, name: '2026-2', issued: at, files: { 'a.json': { list: [1, null] } } };

const readers: readonly Reader[] = [
  { name: 'order', purpose: 'order', key: supervisor, value: order, required: [...ofOrder, 'number', 'dated', 'staff', 'staffName', 'from', 'to'], others: [{ ...order, district: districts.zaisan }, { ...order, to: '2026-01-01' }, { ...order, staff: id }, { ...order, by: other }, { ...order, by: null }, { ...order, kind: 'appoints' }, { ...order, v: 2 }], isBelieved: (...said) => acting(...said) !== undefined },
  { name: 'order of the centre', purpose: 'order', key: centre, value: { ...order, by: null, byName: 'Орталық' }, required: ofOrder, others: [{ ...order, by: null, district: districts.zaisan }], isBelieved: (...said) => acting(...said) !== undefined },
  { name: 'end of an order', purpose: 'order', key: supervisor, value: end, required: ofOrder, others: [{ ...end, district: districts.zaisan }, { ...end, by: other }, { ...end, kind: 'begin' }], isBelieved: (...said) => acting(...said) !== undefined },
  { name: 'revocation', purpose: 'revoked', key: centre, value: revocation, required: ['v', 'device', 'nonce', 'at'], others: [{ ...revocation, device: other }, { ...revocation, nonce: toBase64url(new Uint8Array(16).fill(1)) }, { ...revocation, v: 2 }], isBelieved: async (...said) => (await postLast(lastHost(...said), {}, new AbortController().signal)).ok },
  { name: 'roster', purpose: 'roster', key: centre, value: roster, required: ['v', 'area', 'number', 'devices', 'staff'], others: [{ ...roster, area: districts.zaisan }, { ...roster, number: 0 }], isBelieved: (bytes, signature) => findRoster(verify, centre.publicKey, area, { bytes, signature }) !== undefined },
  { name: 'manifest', purpose: 'manifest', key: supervisor, value: manifest, required: ['v', 'batch', 'district', 'device', 'signedBy', 'signedAt', 'entries'], others: [{ ...manifest, signedBy: other }, { ...manifest, district: districts.zaisan }, { ...manifest, entries: [] }], isBelieved: (bytes, signature) => verifyManifest(verify, (by, district) => (district === area ? keysOf(by) : []), { bytes, signature }) !== undefined },
  { name: 'entry proof', purpose: 'proof', key: device, value: proof, required: ['v', 'device', 'entries'], others: [{ ...proof, device: other }, { ...proof, entries: [[0, key32]] }], isBelieved: (bytes, signature) => provenEntries(nodeCrypto, id, device.publicKey, [{ bytes, signature }]).size > 0 },
  { name: 'edition', purpose: 'edition', key: centre, value: edition, required: ['v', 'name', 'issued', 'files'], others: [{ ...edition, v: 2 }, { ...edition, issued: 'now' }, { ...edition, files: [] }], isBelieved: (bytes, signature) => typeof decodeEdition(nodeCrypto, centre.publicKey, packParts([bytes, signature])) !== 'string' },
];

/** What a laptop believes of the centre, of a supervisor or of another laptop for a signature alone, whoever brought it: by line, by letter or on a stick. */
export const signedReaderCase: MakeCase = (_centre, chance) => {
  const { name, purpose, key, value, required, others, isBelieved } = pick(chance, readers);
  const bytes = utf8(canonicalJson(value as never));
  const sign = (text: Uint8Array, by = key, forWhat = purpose) => nodeCrypto.sign(by.privateKey, signedMessage(forWhat, text));
  const unbelieved = (kind: string, said: () => readonly [Uint8Array, Uint8Array]): FuzzCase => ({ name: `${name}: ${kind}`, leaves: 'nothing', run: async () => ((await isBelieved(...said())) ? 'was believed' : undefined) });
  return pick<FuzzCase>(chance, [
    unbelieved('other bytes', () => [breakBytes(bytes, chance), sign(bytes)]),
    unbelieved('another signature', () => [bytes, pick(chance, [() => breakBytes(sign(bytes), chance), () => new Uint8Array(), () => new Uint8Array(64), () => chance.bytes(64)])()]),
    unbelieved('wrong key', () => [bytes, sign(bytes, stranger)]),
    unbelieved('signed for another purpose', () => [bytes, sign(bytes, key, pick(chance, (['receipt', 'certificate', 'request', 'staff', 'order', 'revoked', 'roster', 'proof', 'letter'] as const).filter((one) => one !== purpose)))]),
    unbelieved('swapped with another', () => {
      const another = utf8(canonicalJson(pick(chance, [others[0]!, { ...value, ofALaterVersion: 1 }]) as never));
      return pick(chance, [[bytes, sign(another)], [another, sign(bytes)], [sign(bytes), bytes]] as const);
    }),
    unbelieved('another message', () => {
      // The law may nest as it likes: it is read only where the centre signed it.
      const missing = pick(chance, required);
      const broken = purpose === 'edition' ? utf8(JSON.stringify(Object.fromEntries(Object.entries(value).filter(([field]) => field !== missing)))).slice(chance.below(2)) : breakJson(value, required, chance);
      return [broken, sign(broken)];
    }),
    unbelieved('not for here', () => {
      const another = utf8(canonicalJson(pick(chance, others) as never));
      return [another, sign(another)];
    }),
    { name: `control: ${name}`, leaves: 'anything', run: async () => {
      const later = utf8(canonicalJson({ ...value, ofALaterVersion: chance.below(9) } as never));
      return (await isBelieved(bytes, sign(bytes))) && (await isBelieved(later, sign(later))) ? undefined : 'was not believed';
    } },
    { name: 'control: an order and its end', leaves: 'anything', run: async () => {
      const [begun, ended] = [order, end].map((one) => acting(utf8(canonicalJson(one)), nodeCrypto.sign(supervisor.privateKey, signedMessage('order', utf8(canonicalJson(one))))));
      const on = (day: string) => findActing(actingTerms([ended!, begun!]), other, `${day}T06:00:00.000Z` as Instant) !== undefined;
      return [on('2026-01-01'), on('2026-01-09'), on('2026-01-11')].join() === 'false,true,false' ? undefined : 'acts at another time';
    } },
  ]);
};
