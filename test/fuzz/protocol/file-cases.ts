import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { fileRange } from '../../../shared/sync/file-messages.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { breakBytes, breakJson, pick } from './breaks.ts';
import { wrongRefusal, wrongWelcome, type Answer, type FuzzCase, type MakeCase } from './case.ts';

const said = ({ bytes }: Answer): string => new TextDecoder().decode(bytes.subarray(0, 200));
/** An answer that tells of nothing here. */
const wrongNothing = (answer: Answer): string | undefined => (said(answer) === '{"held":[null]}' ? undefined : `not as of a file that nothing names: ${answer.status} ${said(answer)}`);

/** POST /file: broken messages and framing, files that nothing names, of another district, beyond the end; another content under a name; and what is right. */
export const fileCase: MakeCase = ({ ours, theirs, file, begun, long }, chance) => {
  const key = (bytes: Uint8Array) => ({ hash: toBase64url(nodeCrypto.sha256(bytes as Uint8Array<ArrayBuffer>)), size: bytes.length });
  const send = (message: object | Uint8Array, bytes?: Uint8Array, device = ours) => device.request(packParts([message instanceof Uint8Array ? message : utf8(JSON.stringify(message)), ...(bytes ? [bytes] : [])]), {}, 'file');
  const held = { ask: 'held', files: [key(file)] };
  const put = { ask: 'put', ...key(begun), offset: 0 };
  const get = { ask: 'get', ...key(file), offset: 0, length: 10 };
  const nothing = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `file: ${name}`, leaves: 'nothing', run });
  const control = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `control: file ${name}`, leaves: 'anything', run });
  const unknown = chance.bytes(1 + chance.below(500));
  return pick<FuzzCase>(chance, [
    nothing('another message', async () => wrongRefusal(await send(pick(chance, [
      () => breakJson(held, ['ask', 'files'], chance), () => breakJson(get, ['ask', 'hash', 'size', 'offset', 'length'], chance), () => chance.bytes(chance.below(100)),
    ])()), 'malformed')),
    nothing('another message with bytes', async () => wrongRefusal(await send(breakJson(put, ['ask', 'hash', 'size', 'offset'], chance), begun.subarray(0, 5)), 'malformed')),
    nothing('framing', async () => wrongRefusal(await ours.request(pick(chance, [
      () => packParts([]), () => new Uint8Array(), () => packParts([utf8(JSON.stringify(held)), chance.bytes(3)]), () => packParts([utf8(JSON.stringify(put))]), () => packParts([utf8(JSON.stringify(put)), begun.subarray(0, 3), chance.bytes(3)]), () => breakBytes(packParts([utf8(JSON.stringify({ ...held, files: [] }))]), chance),
    ])(), {}, 'file'), 'malformed')),
    nothing('nothing names it', async () => wrongNothing(await send({ ...put, ...key(unknown) }, unknown))),
    nothing('nothing names it, asked', async () => wrongNothing(await send({ ask: 'held', files: [key(unknown)] }))),
    nothing('wrong area', async () => wrongNothing(await send(put, begun.subarray(0, 9), theirs)) ?? wrongNothing(await send(held, undefined, theirs)) ?? wrongRefusal(await send(get, undefined, theirs), 'notFound')),
    nothing('not there, not whole, or past its end', async () => wrongRefusal(await send(pick(chance, [{ ...get, ...key(unknown) }, { ...get, ...key(begun) }, { ...get, offset: file.length + chance.below(1000) }, { ...get, size: file.length + 1 }])), 'notFound')),
    nothing('beyond the end', async () => wrongRefusal(await send({ ...put, offset: begun.length - 1 - chance.below(2) }, chance.bytes(4)), 'malformed')),
    nothing('too large a range', async () => wrongRefusal(await send({ ...put, size: 10_000_000 }, new Uint8Array(fileRange.most + 1 + chance.below(99))), 'tooLarge')),
    nothing('larger than any', async () => wrongRefusal(await send({ ...put, size: 10 * 1024 * 1024 + 1 + chance.below(2 ** 40) }, begun.subarray(0, 9)), 'malformed')),
    nothing('a range far ahead of what is here', async () => {
      const offset = 2 * fileRange.most + chance.below(1000);
      const answer = await send({ ...put, ...key(long), offset }, long.subarray(offset, offset + 9));
      return wrongWelcome(answer) ?? (said(answer) === '{"held":[0]}' ? undefined : `taken: ${said(answer)}`);
    }),
    control('a range that comes before the one it follows', async () => {
      const answer = await send({ ...put, offset: begun.length - 9 }, begun.subarray(-9));
      return wrongWelcome(answer) ?? (said(answer) === '{"held":[0]}' ? undefined : `taken: ${said(answer)}`);
    }),
    control('of another content', async () => {
      await send(put, chance.bytes(begun.length - 1));
      return wrongRefusal(await send({ ...put, offset: begun.length - 1 }, chance.bytes(1)), 'badFile');
    }),
    control('asked', async () => {
      const answer = await send(held);
      return wrongWelcome(answer) ?? (said(answer) === JSON.stringify({ held: [file.length] }) ? undefined : `not there: ${said(answer)}`);
    }),
    control('given', async () => {
      const [offset, length] = [chance.below(file.length), 1 + chance.below(fileRange.most)];
      const answer = await send({ ...get, offset, length });
      return wrongWelcome(answer) ?? (Buffer.compare(answer.bytes, file.subarray(offset, offset + length)) === 0 ? undefined : 'other bytes');
    }),
  ]);
};
