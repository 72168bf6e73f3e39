import type { z } from 'zod';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { StreamLeaves, StreamSums } from '../../../shared/sync/compare/compare-messages.ts';
import { FileReply } from '../../../shared/sync/file-messages.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { streamName } from '../../../shared/sync/frame.ts';
import { LastReply, Revocation } from '../../../shared/sync/last-messages.ts';
import { EnrolReply, OfficeReply, ServerRefusal, SessionReply, SyncReply } from '../../../shared/sync/messages.ts';
import { LetterHeader, LetterWord } from '../../../shared/sync/office-letter.ts';
import { OfficeRoster } from '../../../shared/sync/office-roster.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { StaffLeaving } from '../../../shared/sync/staff-leaving.ts';
import { StaffStatement } from '../../../shared/sync/staff-statement.ts';
import { findOfficeReply } from '../../../src-main/replica/office/office-reply.ts';
import type { Host } from '../../../src-main/replica/session/host-parts.ts';
import { findDifferences } from '../../../src-main/replica/sync/compare/find-differences.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { breakBytes, breakJson, pick } from './breaks.ts';
import type { FuzzCase, MakeCase } from './case.ts';

const [area, at, id] = ['636200000', '2026-01-05T05:00:00.000Z', '01890000-0000-7000-8000-000000000001'];
const [key8, key16, key32, key48, key64] = [8, 16, 32, 48, 64].map((length) => toBase64url(new Uint8Array(length))) as [string, string, string, string, string];
const stream = streamName(area, 'registry');
const [cursor, line] = [{ stream, epoch: 1, seq: 1 }, { n: 1, r: 'applied' }];
const chunk = { stream, epoch: 1, from: 0, to: 1, hash: key32, size: 1 };
const office = { roster: false, mail: [1], posted: ['kept'], receipts: 0, certificates: 0, news: 0, newsTo: [cursor], more: false, moving: { area, classes: ['registry'] }, moved: { certificate: 'AA', signature: key64, staff: [{ login: 'aigul', id }] }, gone: [{ device: id, asked: [1], taken: [1], aside: [] }] };
const peer = { device: id, name: 'n', classes: ['registry'], signKey: key32, readKey: key32 };
const counts = { unreleased: 0, unsent: 0, aside: 0, lastReceiptAt: null };

/** Name, schema and a message of it; fields without which it is none; and what no field may say. */
const messages: readonly (readonly [string, z.ZodType, Readonly<Record<string, unknown>>, readonly string[], readonly object[]])[] = [
  ['EnrolReply', EnrolReply, { certificate: 'AA', signature: key64, staff: [{ login: 'aigul', id, name: 'Айгүл', roles: ['caseworker'] }] }, ['certificate', 'signature', 'staff'], [{ signature: key32 }, { staff: [{ login: 'x' }] }]],
  ['SessionReply', SessionReply, { session: key16, version: 1, epoch: 1, time: at, certificate: 'AA', signature: key64, verdicts: [{ id: 1, line, receipt: 'AA', signature: key64 }], orders: { last: 1, said: [{ bytes: 'AA', signature: key64 }] } }, ['session', 'version', 'epoch', 'time', 'certificate', 'signature'], [
    { epoch: 0 }, { files: false }, { verdicts: [{ id: 0, line, receipt: '', signature: key64 }] }, { orders: { last: -1, said: [] } }, { orders: { last: 0, said: [{ bytes: 'x'.repeat(4001), signature: key64 }] } }, { left: [{ login: 'x', at: 'now', taken: true }] }, { experts: [{ id: 'x', name: 'n' }] }, { passed: {} },
  ]],
  ['SyncReply', SyncReply, { envelopes: [{ lines: [line] }], frames: 0, more: false, chunks: [chunk] }, ['envelopes', 'frames', 'more'], [{ frames: -1 }, { sum: key16 }, { chunks: [{ ...chunk, size: 2 ** 30 }] }, { envelopes: [{ lines: [{ n: 1, r: 'lost' }] }] }, { envelopes: [{ lines: [], refused: 'tomorrow' }] }]],
  ['ServerRefusal', ServerRefusal, { refused: 'malformed' }, ['refused'], [{ refused: 'tomorrow' }]],
  ['OfficeReply', OfficeReply, office, ['roster', 'mail', 'posted', 'receipts', 'certificates', 'news', 'newsTo', 'more'], [
    { mail: [0] }, { posted: ['lost'] }, { receipts: -1 }, { manifests: 0.5 }, { newsTo: [{ ...cursor, stream: 'x' }] }, { moving: { area: 'x', classes: [] } }, { moving: { area } }, { moved: { ...office.moved, signature: key32 } }, { moved: { ...office.moved, staff: [{ login: 'x', id: 'x' }] } }, { gone: [{ device: id, asked: [0], taken: [], aside: [] }] }, { gone: [{ device: id }] },
  ]],
  ['FileReply', FileReply, { held: [1, null] }, ['held'], [{ held: [-1] }, { held: ['1'] }, { held: [0.5] }, { held: new Array(101).fill(0) }]],
  ['StreamSums', StreamSums, { streams: [{ ...cursor, sum: key8 }] }, ['streams'], [{ streams: [{ ...cursor, sum: key16 }] }, { streams: [{ ...cursor, stream: 'x/registry', sum: key8 }] }, { streams: [{ ...cursor, seq: -1, sum: key8 }] }]],
  ['StreamLeaves', StreamLeaves, { leaves: [['persons', id, 1]] }, ['leaves'], [{ leaves: [['persons', id]] }, { leaves: [['persons', id, 0]] }, { leaves: [[1, id, 1]] }, { leaves: [null] }]],
  ['LastReply', LastReply, { envelopes: [{ lines: [line] }] }, ['envelopes'], [{ envelopes: [{}] }, { envelopes: [{ lines: [{ n: 0, r: 'applied' }] }] }, { envelopes: [{ lines: [], refused: 'tomorrow' }] }]],
  ['Revocation', Revocation, { v: 1, device: id, nonce: key16, at, epoch: 1, files: true, held: [1] }, ['v', 'device', 'nonce', 'at'], [{ v: 2 }, { nonce: key8 }, { epoch: 0 }, { files: false }, { held: [-1] }, { held: 1 }]],
  ['OfficeRoster', OfficeRoster, { v: 1, area, number: 1, devices: [peer], staff: [{ device: id, staff: id, name: 'n', roles: ['supervisor'], key: key32, until: at }] }, ['v', 'area', 'number', 'devices', 'staff'], [{ v: 2 }, { number: 0 }, { area: 'x' }, { devices: [{ ...peer, signKey: key16 }] }, { devices: new Array(65).fill(peer) }, { staff: [{ device: id, staff: id, name: 'n', roles: ['king'], key: key32 }] }]],
  ['LetterHeader', LetterHeader, { v: 1, area, device: id, at, content: key32, ephemeral: key32, readers: [{ key: key32, sealed: key48 }] }, ['v', 'area', 'device', 'at', 'content', 'ephemeral', 'readers'], [{ v: 2 }, { readers: [] }, { readers: [{ key: key32, sealed: key32 }] }, { content: key16 }]],
  ['LetterWord', LetterWord, { v: 1, after: 0, last: 0, have: [[id, 1]], cursors: [cursor], counts, lease: at, gone: [1] }, ['v', 'after', 'last', 'have', 'cursors', 'counts', 'lease'], [{ last: -1 }, { have: [[id]] }, { have: [['x', 1]] }, { counts: { ...counts, aside: -1 } }, { gone: [0] }]],
  ['StaffStatement', StaffStatement, { v: 1, device: id, by: id, at, staff: { login: 'aigul', name: 'Айгүл', roles: ['caseworker'], signKey: key32 } }, ['v', 'device', 'by', 'at', 'staff'], [{ v: 2 }, { staff: { login: 'A', name: 'n', roles: ['caseworker'], signKey: '' } }, { staff: { login: 'aigul', name: 'n', roles: [], signKey: '' } }]],
  ['StaffLeaving', StaffLeaving, { v: 1, kind: 'left', device: id, by: id, at, login: 'aigul', last: 0 }, ['v', 'kind', 'device', 'by', 'at', 'login', 'last'], [{ kind: 'came' }, { last: -1 }]],
];

const nothing = (name: string, run: () => string | undefined | Promise<string | undefined>): FuzzCase => ({ name, leaves: 'nothing', run: async () => run() });
const control = (name: string, run: () => string | undefined | Promise<string | undefined>): FuzzCase => ({ ...nothing(`control: ${name}`, run), leaves: 'anything' });

/** Office reply with its parts: two for a roster and one letter. */
const officeParts = [utf8(JSON.stringify({ ...office, roster: true })), utf8('{}'), new Uint8Array(64), utf8('letter')];

/** What a laptop that has nothing hears of a stream, where it is answered with these bytes. */
const differences = (bytes: Uint8Array) => findDifferences({ crypto: nodeCrypto } as unknown as Host, async () => ({ ok: true, value: bytes }), cursor as never, []);
const leaves = utf8(JSON.stringify({ leaves: [['persons', id, 1], ['cases', id, 2], ['ofALaterVersion', id, 3]] }));
const rightly = JSON.stringify({ wanted: [{ c: 'persons', i: id, v: 1 }, { c: 'cases', i: id, v: 2 }], foreign: [] });

/** What a laptop reads of an answer, of a letter and of what is said about staff. */
export const answerCase: MakeCase = (_centre, chance) => {
  const [name, schema, value, required, wrong] = pick(chance, messages);
  const unread = (kind: string, bytes: Uint8Array) => nothing(`${name}: ${kind}`, () => (findMessage(schema, bytes) === undefined ? undefined : 'was read'));
  return pick<() => FuzzCase>(chance, [
    () => unread('another message', breakJson(value, required, chance)),
    () => unread('another message', breakJson(value, required, chance)),
    () => unread('a field that cannot be', utf8(JSON.stringify({ ...value, ...pick(chance, wrong) }))),
    () => control(name, () => (findMessage(schema, utf8(JSON.stringify({ ...value, ofALaterVersion: 1 }))) === undefined ? 'was not read' : undefined)),
    () => nothing('OfficeReply: parts that do not add up', () => (findOfficeReply(pick(chance, [() => packParts(officeParts.slice(0, chance.below(4))), () => packParts([...officeParts, chance.bytes(9)]), () => packParts(officeParts).subarray(0, chance.below(packParts(officeParts).length)), () => chance.bytes(chance.below(200))])()) ? 'was read' : undefined)),
    () => control('OfficeReply with its parts', () => (findOfficeReply(packParts(officeParts))?.mail[0]?.bytes.length === 6 ? undefined : 'was not read')),
    () => nothing('StreamLeaves: other bytes', async () => {
      const packed = nodeCrypto.compress(leaves);
      const told = await differences(pick(chance, [() => breakBytes(packed, chance), () => nodeCrypto.compress(breakBytes(leaves, chance).fill(0, 0, 1)), () => chance.bytes(chance.below(99))])());
      // Junk behind what unpacks is passed over.
      return told.ok ? (JSON.stringify(told.value) === rightly ? undefined : `found ${JSON.stringify(told.value)}`) : told.error.type === 'ServerNonsense' ? undefined : told.error.type;
    }),
    () => control('StreamLeaves, told apart', async () => {
      const told = await differences(nodeCrypto.compress(leaves));
      return told.ok && JSON.stringify(told.value) === rightly ? undefined : 'was not read';
    }),
  ])();
};
