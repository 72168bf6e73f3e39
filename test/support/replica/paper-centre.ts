import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { DeviceId, StaffId } from '../../../shared/base/ids.ts';
import { instantOf, type Instant } from '../../../shared/base/instant.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import type { Certificate } from '../../../shared/sync/certificate.ts';
import { encodeEdition, type EditionContent } from '../../../shared/sync/edition-file.ts';
import { encodeFrame } from '../../../shared/sync/encode-frame.ts';
import { EnrolRequest, SessionRequest, SyncRequest, type SyncReply, type RefusalCode } from '../../../shared/sync/messages.ts';
import { merkleRoot } from '../../../shared/sync/merkle.ts';
import { openEnvelope } from '../../../shared/sync/open-envelope.ts';
import { parseEnvelope } from '../../../shared/sync/parse-envelope.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import { receiptLeaf, type Receipt, type ReceiptLine } from '../../../shared/sync/receipt.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import { createCrypto } from '../../../src-main/replica/platform/crypto.ts';
import { newKeyPair } from '../../../src-main/replica/platform/raw-keys.ts';
import { commission, staff as everybody } from './people.ts';

/** Whom the operator of this centre allows, and as what; anybody else is both caseworker and supervisor. */
const roster = [...everybody, ...commission, { login: 'erlan', name: 'Ерлан Сыналған', roles: ['administrator'] }];

export type FrameSpec = { readonly stream: string; readonly from: number; readonly to: number; readonly head?: number; readonly epoch?: number; readonly items: readonly StreamItem[] };

/** What a test may have the centre do to its next answers. */
export type Mischief = {
  /** Instead of fetching: a dead line, another status, html, half a reply … */
  answer?: ((path: string, honest: () => Promise<Response>) => Promise<Response>) | undefined;
  /** Refuses an envelope for the numbers of its entries. */
  refuses?: ((numbers: readonly number[]) => RefusalCode | undefined) | undefined;
  /** Signs receipts with a stranger's key. */
  strangerReceipts?: boolean;
};

const reply = (body: Uint8Array | object) => new Response(body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body), { status: 200 });

/** A centre on one sheet of paper, for what the real one never does on request: it takes everything, answers with the real codecs, and can be told to lie. */
export const createPaperCentre = (area: string, options: { readonly training?: boolean; readonly now?: () => number; readonly leaseDays?: number; readonly classes?: Certificate['classes'] } = {}) => {
  const port = createCrypto();
  const [sign, stranger, read] = [newKeyPair('ed25519'), newKeyPair('ed25519'), newKeyPair('x25519')];
  const now = options.now ?? Date.now;
  const device = '01890000-0000-7000-8000-0000000a0001' as DeviceId;
  const mischief: Mischief = {};
  const frames: FrameSpec[][] = [];
  const envelopes: Uint8Array[] = [];
  let signKey = new Uint8Array();

  const certificate = () => {
    const body: Certificate = {
      v: 1, device, name: 'paper', area: area as KatoCode, classes: options.classes ?? ['registry', 'casework', 'medical'], training: options.training ?? true, issued: instantOf(now()),
      lease: instantOf(now() + (options.leaseDays ?? 30) * 86_400_000), serverSignKey: toBase64url(sign.publicKey), serverReadKey: toBase64url(read.publicKey), ...(signKey.length === 32 ? { signKey: toBase64url(signKey) } : {}),
    };
    const bytes = utf8(canonicalJson(body));
    return { certificate: toBase64url(bytes), signature: toBase64url(port.sign(sign.privateKey, signedMessage('certificate', bytes))) };
  };

  const receiptFor = (bytes: Uint8Array) => {
    const parsed = parseEnvelope(port, bytes);
    if (!parsed.ok) throw new Error('not an envelope');
    const content = openEnvelope(port, { signKey, reader: read }, parsed.value);
    if (!content.ok) throw new Error('envelope cannot be opened');
    const refused = mischief.refuses?.(content.value.entries.map((entry) => entry.number));
    if (refused) return { lines: [], refused, parts: [new Uint8Array(), new Uint8Array()] };
    const lines = content.value.entries.map((entry): ReceiptLine => ({ n: entry.number, r: 'applied' }));
    const root = merkleRoot(port.sha256, lines.map((line, index) => receiptLeaf(port.sha256(content.value.entries[index]!.bytes), line)));
    const receipt: Receipt = { v: 1, device, envelope: toBase64url(port.sha256(bytes)), at: instantOf(now()), epoch: 1, count: lines.length, root: toBase64url(root) };
    const body = utf8(canonicalJson(receipt));
    const key = mischief.strangerReceipts ? stranger : sign;
    return { lines, parts: [body, port.sign(key.privateKey, signedMessage('receipt', body))] };
  };

  const sync = (body: Uint8Array): Response => {
    const [head, ...sent] = findParts(body) ?? [];
    SyncRequest.parse(JSON.parse(Buffer.from(head!).toString()));
    envelopes.push(...sent.map((bytes) => new Uint8Array(bytes)));
    const receipts = sent.map(receiptFor);
    const next = frames.shift() ?? [];
    const encoded = next.map(({ items, head: newest, epoch, ...range }) => {
      const header = { ...range, epoch: epoch ?? 1, head: newest ?? range.to, items: items.length } as FrameHeader;
      return encodeFrame(port, header, items.map((item) => JSON.stringify(item)));
    });
    const message: SyncReply = { envelopes: receipts.map(({ lines, refused }) => ({ lines, ...(refused ? { refused } : {}) })), frames: encoded.length, more: frames.length > 0 };
    return reply(packParts([utf8(JSON.stringify(message)), ...receipts.flatMap(({ parts }) => parts), ...encoded]));
  };

  const serve = (path: string, body: Uint8Array): Response => {
    if (path === '/sync') return sync(body);
    // It keeps no mailbox, as a centre of an earlier version.
    if (path === '/office' || path === '/last') return new Response(JSON.stringify({ refused: 'notFound' satisfies RefusalCode }), { status: 404 });
    const json: unknown = JSON.parse(Buffer.from(body).toString());
    if (path === '/session') {
      SessionRequest.parse(json);
      return reply({ session: toBase64url(new Uint8Array(16)), version: 1, epoch: 1, time: instantOf(now()), ...certificate() });
    }
    const enrol = EnrolRequest.parse(json);
    signKey = findBase64urlBytes(enrol.signKey)!;
    return reply({ ...certificate(), staff: enrol.staff.map(({ login }, index) => ({ ...(roster.find((person) => person.login === login) ?? { login, name: login, roles: ['caseworker', 'supervisor', 'administrator'] }), id: `01890000-0000-7000-8000-0000000b${String(index + 1).padStart(4, '0')}` as StaffId })) });
  };

  const fetchPaper: typeof fetch = async (url, init) => {
    const path = new URL(String(url)).pathname;
    const honest = () => Promise.resolve(serve(path, new Uint8Array(init?.body as Uint8Array<ArrayBuffer>)));
    return mischief.answer ? mischief.answer(path, honest) : honest();
  };
  /** An edition file as this centre, or a stranger, signs it. */
  const signEdition = (name: string, issued: string, files: Readonly<Record<string, unknown>>, by: 'centre' | 'stranger' = 'centre') =>
    encodeEdition(port, (by === 'centre' ? sign : stranger).privateKey, { v: 1, name, issued: issued as Instant, files: files as EditionContent['files'] });
  return { signEdition, fetch: fetchPaper, frames, envelopes, mischief };
};

export type PaperCentre = ReturnType<typeof createPaperCentre>;
