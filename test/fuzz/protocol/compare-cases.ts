import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { mostItems, mostRangeBits, mostRanges, movedOn, rangeStep, StreamLeaves, StreamSums, takesSums } from '../../../shared/sync/compare/compare-messages.ts';
import { sumText } from '../../../shared/sync/compare/stream-sum.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { breakBytes, breakJson, deepJson, pick } from './breaks.ts';
import { wrongRefusal, wrongWelcome, type Answer, type FuzzCase, type MakeCase } from './case.ts';

const stranger = newKeyPair('Ed25519');
const stream = `${districts.ulan}/registry`;
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** POST /compare: framing, the four questions broken, ranges that cannot be, streams and documents of others; and each question asked rightly, its answer held against the others. */
export const compareCase: MakeCase = ({ url, ours, theirs }, chance) => {
  const nothing = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `compare: ${name}`, leaves: 'nothing', run });
  const control = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `control: compare, ${name}`, leaves: 'anything', run });
  const send = (body: Uint8Array, device = ours) => device.request(body, {}, 'compare');
  const ask = (question: object, device = ours) => send(utf8(JSON.stringify(question)), device);
  /** What the centre says of the stream now, to a device that says that it compares. */
  const look = async (device = ours) => {
    await device.openSession({ takes: [takesSums] });
    return findMessage(StreamSums, (await ask({ ask: 'streams' }, device)).bytes)?.streams.find((one) => one.stream.endsWith('/registry')) ?? { epoch: 0, seq: 0, sum: '' };
  };
  const cursorOf = ({ epoch, seq }: { epoch: number; seq: number }) => ({ stream, epoch, seq });
  const cursor = { stream, epoch: 1, seq: 1 };
  const questions: readonly (readonly [object, readonly string[]])[] = [
    [{ ask: 'streams' }, ['ask']],
    [{ ask: 'sums', cursor, bits: 0, of: [0] }, ['ask', 'cursor', 'bits', 'of']],
    [{ ask: 'leaves', cursor, bits: 6, of: [0, 63] }, ['ask', 'cursor', 'bits', 'of']],
    [{ ask: 'items', cursor, documents: [['persons', ours.caseworker]] }, ['ask', 'cursor', 'documents']],
  ];
  const raw = async (sent: Uint8Array, signed: Uint8Array, number: number, key: { privateKey: Uint8Array }): Promise<Answer> => {
    const reply = await fetch(`${url}/compare`, { method: 'POST', body: Buffer.from(sent), headers: {
      'content-type': 'application/octet-stream', 'x-tirek-session': toBase64url(ours.session!), 'x-tirek-number': String(number), 'x-tirek-signature': toBase64url(nodeCrypto.sign(key.privateKey, requestMessage(nodeCrypto.sha256, ours.session!, number, signed))),
    } });
    return { status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) };
  };
  const next = async () => {
    if (!ours.session) await ours.openSession();
    return ++ours.requests;
  };
  const [question, required] = pick(chance, questions);
  const body = utf8(JSON.stringify(question));
  return pick<FuzzCase>(chance, [
    nothing('other bytes under the old signature', async () => wrongRefusal(await raw(breakBytes(body, chance), body, await next(), ours.signKeys), 'badSignature')),
    nothing('wrong key', async () => wrongRefusal(await raw(body, body, await next(), stranger), 'badSignature')),
    nothing('replayed', async () => {
      const [number, streams] = [await next(), utf8('{"ask":"streams"}')];
      return wrongWelcome(await raw(streams, streams, number, ours.signKeys)) ?? wrongRefusal(await raw(streams, streams, number, ours.signKeys), 'noSession');
    }),
    nothing('another message', async () => wrongRefusal(await send(breakJson(question as Record<string, unknown>, required, chance)), 'malformed')),
    nothing('junk', async () => wrongRefusal(await send(pick(chance, [() => chance.bytes(chance.below(300)), () => new Uint8Array(), () => (chance.below(10) === 0 ? deepJson() : utf8('[]'))])()), 'malformed')),
    nothing('a question that is none', async () => wrongRefusal(await ask({ ...question, ask: pick(chance, ['all', 'Sums', '', 'item']) }), 'malformed')),
    nothing('ranges that cannot be', async () => wrongRefusal(await ask({ ask: pick(chance, ['sums', 'leaves']), cursor, bits: 6, of: [1], ...pick(chance, [
      { bits: -1 }, { bits: mostRangeBits + 1 }, { bits: 1.5 }, { of: [] }, { of: [-1] }, { of: [0.5] }, { of: Array.from({ length: mostRanges + 1 }, (_, at) => at) }, { of: [2 ** 60] },
    ]) }), 'malformed')),
    nothing('documents that cannot be', async () => wrongRefusal(await ask({ ask: 'items', cursor, documents: pick(chance, [[], [['nothing', 'x']], [['persons']], [['persons', 'x'.repeat(101)]], Array.from({ length: mostItems + 1 }, () => ['persons', ours.caseworker])]) }), 'malformed')),
    nothing('a stream that is none', async () => wrongRefusal(await ask({ ask: 'sums', cursor: { ...cursor, stream: pick(chance, ['', 'x', `${districts.ulan}/`, `${districts.ulan}/all`]) }, bits: 0, of: [0] }), 'malformed')),
    nothing('wrong area', async () => {
      await look(theirs);
      return wrongRefusal(await ask(pick(chance, questions.slice(1))[0], theirs), 'notFound');
    }),
    nothing('ranges that hold nothing', async () => {
      // A number beyond the bits is no range of theirs: nothing begins so.
      const answer = await ask({ ask: 'leaves', cursor: cursorOf(await look()), bits: 4, of: [16 + chance.below(2 ** 30)] });
      const leaves = answer.status === 200 ? findMessage(StreamLeaves, nodeCrypto.decompress(answer.bytes, 1_000_000) ?? new Uint8Array())?.leaves : undefined;
      return wrongWelcome(answer) ?? (leaves?.length === 0 ? undefined : `answered ${JSON.stringify(leaves)}`);
    }),
    nothing('another time of the stream', async () => {
      const now = await look();
      const answer = await ask({ ...pick(chance, questions.slice(1))[0], cursor: { ...cursorOf(now), ...pick(chance, [{ seq: now.seq + 1 }, { seq: now.seq - 1 }, { epoch: now.epoch + 1 }]) } });
      return wrongWelcome(answer) ?? (answer.bytes.length === 1 && answer.bytes[0] === movedOn ? undefined : 'an answer about another time');
    }),
    nothing('documents of another district', async () => {
      const answer = await ask({ ask: 'items', cursor: cursorOf(await look()), documents: [['persons', theirs.caseworker], ['cases', theirs.caseworker]] });
      const frame = decodeFrame(nodeCrypto, answer.bytes);
      return wrongWelcome(answer) ?? (frame.ok && frame.value.items.length === 0 ? undefined : 'documents were told');
    }),
    control('sums', async () => {
      const now = await look();
      const answer = await ask({ ask: 'sums', cursor: cursorOf(now), bits: 0, of: [0] });
      const parts = Array.from({ length: 2 ** rangeStep }, (_, at) => numberOf(answer.bytes.subarray(at * 8, at * 8 + 8)));
      return wrongWelcome(answer) ?? (answer.bytes.length === 8 * parts.length && sumText(parts.reduce((a, b) => a ^ b, 0n)) === now.sum ? undefined : 'the parts are not the whole');
    }),
    control('leaves and items', async () => {
      const now = cursorOf(await look());
      const answer = await ask({ ask: 'leaves', cursor: now, bits: 0, of: [0] });
      const leaves = findMessage(StreamLeaves, nodeCrypto.decompress(answer.bytes, 16_000_000) ?? new Uint8Array())?.leaves ?? [];
      if (leaves.length === 0) return wrongWelcome(answer) ?? 'no leaves';
      const wanted = leaves.slice(0, mostItems);
      const told = await ask({ ask: 'items', cursor: now, documents: wanted.map(([collection, id]) => [collection, id]) });
      const frame = decodeFrame(nodeCrypto, told.bytes);
      const items = frame.ok ? frame.value.items.map(({ c, i, v }) => `${c}/${i}/${v}`).sort() : [];
      return wrongWelcome(told) ?? (JSON.stringify(items) === JSON.stringify(wanted.map((leaf) => leaf.join('/')).sort()) ? undefined : 'other documents than the leaves');
    }),
  ]);
};
