import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes } from '../../../shared/base/bytes.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { createByteReader } from '../../../shared/sync/link/byte-reader.ts';
import { contextAfter, findEnvelope } from '../../../shared/sync/link/compact-envelope.ts';
import { takeReceipt } from '../../../shared/sync/link/compact-receipt.ts';
import { answered, asked } from '../../../shared/sync/link/link-message.ts';
import { SyncReply } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import type { Written } from '../../support/server/test-device.ts';
import { breakBytes, breakJson, pick } from './breaks.ts';
import type { FuzzCase, MakeCase } from './case.ts';
import { bombFor, headOf, hearAfter, linkHeaders, message, newBatch, newLinkKey, newPerson, openCompact, repacked, requestOf, sealForLink, untaken, upgrade, type OpenLink } from './compact-link.ts';

type Heard = Awaited<ReturnType<OpenLink['say']>>;
const textOf = (heard: Heard) => (typeof heard === 'string' ? heard : `${[...heard.subarray(0, 8)]} ${new TextDecoder().decode(heard.subarray(0, 120))}`);
const isUnclear = (heard: Heard) => typeof heard !== 'string' && heard.length === 1 && heard[0] === answered.unclear;
const isMalformed = (heard: Heard) => typeof heard !== 'string' && new TextDecoder().decode(heard) === '{"refused":"malformed"}';
const isClosed = (heard: Heard) => heard === 'closed';
const same = (a: Uint8Array, b: Uint8Array | undefined) => b !== undefined && Buffer.compare(a, b) === 0;
const isAnswer = (heard: Heard) => typeof heard !== 'string' && (heard[0] === answered.reply || (heard[0]! & ~answered.sum) === answered.short);

const stranger = newKeyPair('Ed25519');
/** A compact link (protocol 3): handshakes that are not right, messages that cannot be made into what was signed, and what a laptop says; a new link serves after each. */
export const compactCase: MakeCase = ({ centre, url, ours, theirs, look }, chance) => {
  /** What is said on a new link and what is right to hear; behind it another new link is asked. */
  const on = async (said: (link: OpenLink) => Uint8Array, right: (heard: Heard) => boolean, secret?: Uint8Array): Promise<string | undefined> => {
    const link = await openCompact(ours, secret);
    const heard = await link.say(said(link));
    if (!right(heard)) return `answered ${textOf(heard)}`;
    // What could not be made is said otherwise on the same link.
    const after = isUnclear(heard) ? await link.say(message(0, headOf(ours))) : undefined;
    link.close();
    return after === undefined || isAnswer(after) ? undefined : `then answered ${textOf(after)}`;
  };
  const works = async (): Promise<string | undefined> => {
    const link = await openCompact(ours);
    const heard = await link.say(message(0, headOf(ours)));
    link.close();
    return isAnswer(heard) ? undefined : `a new link answered ${textOf(heard)}`;
  };
  const nothing = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `compact: ${name}`, leaves: 'nothing', run: async () => (await run()) ?? works() });
  const refused = async (headers: Record<string, string>): Promise<string | undefined> => {
    const opened = await upgrade(url, headers);
    if (typeof opened === 'number') return opened === 404 ? undefined : `refused as ${opened}`;
    opened.destroy();
    return 'a link was opened';
  };
  /** Said as it is on a new link, which is closed for it. */
  const raw = async (sent: Uint8Array): Promise<string | undefined> => {
    const heard = await hearAfter((await openCompact(ours)).socket, sent);
    return isClosed(heard) ? undefined : `answered ${textOf(heard)}`;
  };
  const packedOf = ({ context }: Pick<OpenLink, 'context'>, device = ours, signer = device.signKeys) => untaken(device, () => sealForLink(device, context, [newPerson(device)], 0, signer));
  /** One that will be taken. */
  const takenOf = ({ context }: Pick<OpenLink, 'context'>, entries: readonly Written[], number = 0) => {
    const sealed = sealForLink(ours, context, entries, number);
    ours.previousEnvelope = nodeCrypto.sha256(sealed.bytes);
    return sealed;
  };
  const unclear = (name: string, said: (link: OpenLink, packed: Uint8Array) => Uint8Array) => nothing(name, () => on((link) => message(asked.packed, headOf(ours), said(link, packedOf(link).packed!)), isUnclear));
  /** The lines of a short answer, checked as the laptop does. */
  const wrongReceipt = (heard: Heard, bytes: Uint8Array, entries: readonly Written[]): string | undefined => {
    if (typeof heard === 'string' || (heard[0]! & answered.receipt) === 0) return `no receipt: ${textOf(heard)}`;
    const expected = { device: ours.certificate.device, epoch: centre.epoch, envelope: nodeCrypto.sha256(bytes), entries: entries.map((entry) => ({ number: entry.number, hash: nodeCrypto.sha256(entry.bytes) })) };
    const receipt = takeReceipt(nodeCrypto.sha256, createByteReader(heard.subarray(1)), expected);
    const checked = checkReceipt(nodeCrypto, { ...expected, serverSignKey: findBase64urlBytes(ours.certificate.serverSignKey)!, envelopeHash: expected.envelope }, receipt, receipt.lines);
    return checked.ok ? undefined : `a receipt that is ${checked.error}`;
  };
  const isAnswered = (heard: Heard) => typeof heard !== 'string' && ((heard[0]! & answered.receipt) > 0 || wrongReply(heard) === undefined) && !isMalformed(heard);
  const wrongReply = (heard: Heard): string | undefined => {
    const head = typeof heard === 'string' || heard[0] !== answered.reply ? undefined : findParts(heard.subarray(1))?.[0];
    return head && findMessage(SyncReply, head)?.envelopes[0]?.lines[0]?.r === 'applied' ? undefined : `answered ${textOf(heard)}`;
  };
  const control = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `control: compact, ${name}`, leaves: 'anything', run });
  return pick<FuzzCase>(chance, [
    nothing('not signed', async () => refused({ ...(await linkHeaders(ours, newLinkKey(ours).key)), 'x-tirek-signature': toBase64url(chance.bytes(64)) })),
    nothing('wrong key', async () => {
      const [one, other] = [newLinkKey(ours).key, newLinkKey(ours).key];
      // Signed for another; the seal of another; sealed to another.
      const [sent, signed] = pick(chance, [[one, other], [one, new Uint8Array()], [concatBytes(one.subarray(0, 32), other.subarray(32)), undefined], [newLinkKey(ours, undefined, toBase64url(ours.readKeys.publicKey)).key, undefined]] as const);
      return refused(await linkHeaders(ours, sent, signed));
    }),
    nothing('other bytes for a key', async () => {
      const broken = breakBytes(newLinkKey(ours).key, chance);
      return broken.length === 0 ? undefined : refused(await linkHeaders(ours, broken));
    }),
    nothing('a handshake said again', async () => {
      const headers = await linkHeaders(ours, newLinkKey(ours).key);
      const first = await upgrade(url, headers);
      if (typeof first === 'number') return `no link: ${first}`;
      first.destroy();
      return refused(headers);
    }),
    unclear('other bytes', (_link, packed) => breakBytes(packed, chance)),
    unclear('junk', () => chance.bytes(chance.below(300))),
    unclear('truncated', (_link, packed) => packed.subarray(0, chance.below(packed.length))),
    unclear('other content under the right key', ({ context }, packed) => {
      const broken = repacked(context, packed, (plain) => breakBytes(plain, chance));
      // Bits that nobody reads: it is the same envelope.
      return findEnvelope(nodeCrypto, context, broken) && same(findEnvelope(nodeCrypto, context, broken)!.bytes, findEnvelope(nodeCrypto, context, packed)?.bytes) ? chance.bytes(40) : broken;
    }),
    unclear('of another link', ({ context }) => packedOf({ context: { ...context, secret: nodeCrypto.newContentKey() } }).packed!),
    unclear('signed by another', (link) => packedOf(link, ours, stranger).packed!),
    unclear('unpacks to too much', ({ context }) => bombFor(ours, context)),
    nothing('a message of another device', async () => {
      // Even where two links had one secret.
      const secret = nodeCrypto.newContentKey();
      const theirLink = await openCompact(theirs, secret);
      const { packed } = packedOf(theirLink, theirs);
      theirLink.close();
      return on(() => message(asked.packed, headOf(ours), packed!), isUnclear, secret);
    }),
    nothing('whole, and none', () => on((link) => message(asked.whole, headOf(ours), breakBytes(packedOf(link).bytes, chance)), (heard) => typeof heard !== 'string' && heard[0] === answered.reply && textOf(heard).includes('"refused":"'))),
    nothing('whole said as packed', () => on((link) => message(asked.packed, headOf(ours), packedOf(link).bytes), isUnclear)),
    nothing('packed said as whole', () => on((link) => message(asked.whole, headOf(ours), packedOf(link).packed), (heard) => typeof heard !== 'string' && heard[0] === answered.reply && textOf(heard).includes('"refused":"malformed"'))),
    nothing('swapped parts', () => on((link) => concatBytes(Uint8Array.of(asked.head + asked.packed), packedOf(link).packed!, headOf(ours)), isMalformed)),
    nothing('another message', () => on(() => message(0, breakJson(requestOf(ours), ['cursors', 'envelopes', 'maxBytes'], chance)), isMalformed)),
    nothing('a first message without a request', () => on((link) => pick(chance, [() => new Uint8Array(), () => Uint8Array.of(0), () => message(asked.packed, undefined, packedOf(link).packed), () => message(asked.whole, undefined, packedOf(link).bytes), () => new Uint8Array(20).fill(255)])(), isMalformed)),
    nothing('longer than anything may be', () => raw(packParts([new Uint8Array(limits.body + 1)]).subarray(0, 5))),
    nothing('more at once than it keeps', () => raw(concatBytes(...Array.from({ length: 5 }, () => packParts([chance.bytes(chance.below(40))]))))),
    nothing('cut off', async () => {
      const link = await openCompact(ours);
      const whole = packParts([message(asked.packed, headOf(ours), packedOf(link).packed)]);
      link.socket.end(whole.subarray(0, chance.below(whole.length)));
      return isClosed(await hearAfter(link.socket, new Uint8Array())) ? undefined : 'not closed';
    }),
    control('replayed', async () => {
      const link = await openCompact(ours);
      const said = message(asked.packed, headOf(ours), takenOf(link, [newPerson(ours)]).packed);
      const first = await link.say(said);
      const before = await look();
      const again = await link.say(said);
      link.close();
      // Another link cannot make it; where it has the same secret, it is the same envelope, with the receipt it has.
      const [other, alike] = [await on(() => said, isUnclear), await on(() => said, isAnswered, link.context.secret)];
      const after = await look();
      if (!isAnswered(first)) return `answered ${textOf(first)}`;
      if (!isUnclear(again) && !isAnswered(again)) return `said again, answered ${textOf(again)}`;
      return other ?? alike ?? (JSON.stringify(before) === JSON.stringify(after) ? undefined : `changed ${JSON.stringify(before)} into ${JSON.stringify(after)}`);
    }),
    control('packed, one after another', async () => {
      await ours.pullAll();
      const link = await openCompact(ours);
      let context = link.context;
      for (const number of [0, 1]) {
        const entries = [newPerson(ours), newPerson(ours, { ofALaterVersion: chance.below(9) }), newBatch(ours, chance.below(2) === 0 ? {} : { ofALaterVersion: chance.below(9) })];
        const { bytes, envelope, packed } = takenOf({ ...link, context }, entries, number);
        const heard = await link.say(message(asked.packed, number === 0 ? headOf(ours) : undefined, packed));
        const wrong = wrongReceipt(heard, bytes, entries);
        if (wrong) return wrong;
        context = contextAfter(nodeCrypto.sha256, context, envelope, nodeCrypto.sha256(bytes));
      }
      link.close();
    }),
    control('whole, once it was unclear', async () => {
      const link = await openCompact(ours);
      const { bytes, packed } = takenOf(link, [newPerson(ours)]);
      const [unmade, taken] = [await link.say(message(asked.packed, headOf(ours), breakBytes(packed!, chance))), await link.say(message(asked.whole, undefined, bytes))];
      link.close();
      return isUnclear(unmade) ? wrongReply(taken) : `answered ${textOf(unmade)}`;
    }),
  ]);
};
