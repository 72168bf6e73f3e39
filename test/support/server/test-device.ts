import { v7 } from 'uuid';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { CollectionName } from '../../../shared/domain/collection.ts';
import { taskKinds } from '../../../shared/domain/task-kinds.ts';
import { Certificate } from '../../../shared/sync/certificate.ts';
import { checkReceipt } from '../../../shared/sync/check-receipt.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { Cursor, StreamItem } from '../../../shared/sync/frame.ts';
import { encodeEntry, JournalEntry } from '../../../shared/sync/journal-entry.ts';
import { documentSchemaVersion, EnrolReply, SessionReply, SyncReply } from '../../../shared/sync/messages.ts';
import { findParts, packParts } from '../../../shared/sync/parts.ts';
import type { ReceiptLine } from '../../../shared/sync/receipt.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { requestMessage, signedMessage } from '../../../shared/sync/signed-message.ts';
import { newKeyPair, nodeCrypto } from '../../../src-server/platform/crypto.ts';

export type Refused = { readonly refused: string; readonly status: number };
export type Sent = { readonly lines: readonly ReceiptLine[]; readonly receipt: Uint8Array; readonly signature: Uint8Array; readonly refused?: string | undefined };
export type Change = { readonly collection: CollectionName; readonly document: string; readonly changes: Record<string, unknown>; readonly author: string; readonly base?: number; readonly hlc?: string; readonly number?: number; readonly command?: string };
export type Written = { readonly number: number; readonly bytes: Uint8Array };

const post = async (url: string, route: string, body: Uint8Array, headers: Record<string, string>): Promise<{ status: number; bytes: Uint8Array }> => {
  const reply = await fetch(`${url}/${route}`, { method: 'POST', body: Buffer.from(body), headers: { 'content-type': 'application/octet-stream', ...headers } });
  return { status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) };
};
const json = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as Record<string, never>;

/** A laptop reduced to the protocol: it signs, seals, sends and checks, and keeps nothing on a disk. `caseworker` and `supervisor` are ids at the centre. */
export class TestDevice {
  readonly signKeys = newKeyPair('Ed25519');
  readonly readKeys = newKeyPair('X25519');
  readonly staffKeys = { caseworker: newKeyPair('Ed25519'), supervisor: newKeyPair('Ed25519') };
  url: string;
  certificate!: Certificate;
  caseworker = '';
  supervisor = '';
  session: Uint8Array | undefined;
  requests = 0;
  nextNumber = 1;
  /** Kinds of document that it says it reads; none: an older program, which is sent none of them. */
  kinds: readonly string[] = taskKinds;
  previousEnvelope: Uint8Array = new Uint8Array(32);
  cursors: Cursor[] = [];
  /** All items pulled so far, in order, with their stream. */
  pulled: (StreamItem & { stream: string })[] = [];

  constructor(url: string) {
    this.url = url;
  }

  enrolBody(code: string, others: readonly string[] = []): Uint8Array {
    const staff = (['caseworker', 'supervisor'] as const).map((role) => ({ login: role, signKey: toBase64url(this.staffKeys[role].publicKey) }));
    const more = others.map((login) => ({ login, signKey: toBase64url(newKeyPair('Ed25519').publicKey) }));
    return utf8(canonicalJson({ code, name: 'Laptop', signKey: toBase64url(this.signKeys.publicKey), readKey: toBase64url(this.readKeys.publicKey), staff: [...staff, ...more] }));
  }

  async enrol(code: string, body = this.enrolBody(code), signer = this.signKeys): Promise<EnrolReply | Refused> {
    const { status, bytes } = await post(this.url, 'enrol', body, { 'x-tirek-signature': toBase64url(nodeCrypto.sign(signer.privateKey, signedMessage('enrol', body))) });
    if (status !== 200) return { ...json(bytes), status } as unknown as Refused;
    const reply = EnrolReply.parse(json(bytes));
    this.certificate = findMessage(Certificate, findBase64urlBytes(reply.certificate)!)!;
    for (const role of ['caseworker', 'supervisor'] as const) this[role] = reply.staff.find((one) => one.login === role)?.id ?? '';
    return reply;
  }

  async openSession(change: object = {}, signer = this.signKeys): Promise<SessionReply | Refused> {
    const body = utf8(canonicalJson({ device: this.certificate.device, versions: [1], ...(this.kinds.length > 0 ? { kinds: this.kinds } : {}), nonce: toBase64url(new Uint8Array(16)), ...change }));
    const { status, bytes } = await post(this.url, 'session', body, { 'x-tirek-signature': toBase64url(nodeCrypto.sign(signer.privateKey, signedMessage('session', body))) });
    if (status !== 200) return { ...json(bytes), status } as unknown as Refused;
    const reply = SessionReply.parse(json(bytes));
    this.session = findBase64urlBytes(reply.session)!;
    this.requests = 0;
    return reply;
  }

  /** The next entry of this device's journal. */
  write({ number = this.nextNumber, base = 0, hlc, ...change }: Change): Written {
    this.nextNumber = number + 1;
    return { number, bytes: encodeEntry(JournalEntry.parse({ v: 1, device: this.certificate.device, number, base, command: 'test', hlc: hlc ?? `${(1000 + number).toString(16).padStart(12, '0')}-0000`, previous: toBase64url(new Uint8Array(32)), ...change })) };
  }

  manifest(entries: readonly Written[], signer = this.staffKeys.supervisor, change: object = {}): { bytes: Uint8Array; signature: Uint8Array } {
    const bytes = utf8(canonicalJson({ v: 1, batch: v7(), district: this.certificate.area, device: this.certificate.device, signedBy: this.supervisor, signedAt: '2026-01-05T05:00:00.000Z', entries: entries.map((entry) => [entry.number, toBase64url(nodeCrypto.sha256(entry.bytes))]), ...change }));
    return { bytes, signature: nodeCrypto.sign(signer.privateKey, signedMessage('manifest', bytes)) };
  }

  /** An envelope of `entries`, released by the supervisor unless other manifests are given. */
  seal(entries: readonly Written[], manifests = [this.manifest(entries)]): Uint8Array {
    const envelope = sealEnvelope(nodeCrypto, (message) => nodeCrypto.sign(this.signKeys.privateKey, message), { device: this.certificate.device, entries, manifests, previous: this.previousEnvelope, readers: [findBase64urlBytes(this.certificate.serverReadKey)!], schema: documentSchemaVersion });
    this.previousEnvelope = nodeCrypto.sha256(envelope);
    return envelope;
  }

  /** One POST (to /sync) with any body, signed; the raw answer. */
  async request(body: Uint8Array, headers: Record<string, string> = {}, route = 'sync'): Promise<{ status: number; bytes: Uint8Array }> {
    if (!this.session) await this.openSession();
    const number = ++this.requests;
    const signature = nodeCrypto.sign(this.signKeys.privateKey, requestMessage(nodeCrypto.sha256, this.session!, number, body));
    return post(this.url, route, body, { 'x-tirek-session': toBase64url(this.session!), 'x-tirek-number': String(number), 'x-tirek-signature': toBase64url(signature), ...headers });
  }

  syncBody(envelopes: readonly Uint8Array[], maxBytes = 4_000_000): Uint8Array {
    return packParts([utf8(canonicalJson({ cursors: this.cursors, envelopes: envelopes.length, maxBytes })), ...envelopes]);
  }

  /** One round trip: pushes `envelopes`, takes the frames. Throws where the centre refuses the request or a frame is bad. */
  async sync(envelopes: readonly Uint8Array[] = [], maxBytes?: number): Promise<{ sent: Sent[]; frames: number; frameBytes: number; more: boolean }> {
    const { status, bytes } = await this.request(this.syncBody(envelopes, maxBytes));
    if (status !== 200) throw new Error(`refused: ${new TextDecoder().decode(bytes)}`);
    const [head, ...parts] = findParts(bytes)!;
    const reply = findMessage(SyncReply, head!)!;
    const sent = reply.envelopes.map((answer, index) => ({ ...answer, receipt: parts[index * 2]!, signature: parts[index * 2 + 1]! }));
    const frames = parts.slice(envelopes.length * 2);
    if (frames.length !== reply.frames) throw new Error('frames do not add up');
    for (const frame of frames) this.takeFrame(frame);
    return { sent, frames: frames.length, frameBytes: frames.reduce((sum, frame) => sum + frame.length, 0), more: reply.more };
  }

  /** Pulls until there is no more. */
  async pullAll(maxBytes?: number): Promise<void> {
    while ((await this.sync([], maxBytes)).more);
  }

  /** Pushes entries as one released envelope and checks the receipt; the lines. */
  async push(entries: readonly Written[], manifests?: ReturnType<TestDevice['manifest']>[]): Promise<readonly ReceiptLine[]> {
    const envelope = this.seal(entries, manifests);
    const { sent } = await this.sync([envelope]);
    this.check(envelope, entries, sent[0]!);
    return sent[0]!.lines;
  }

  check(envelope: Uint8Array, entries: readonly Written[], sent: Sent): void {
    const expected = { serverSignKey: findBase64urlBytes(this.certificate.serverSignKey)!, device: this.certificate.device, envelopeHash: nodeCrypto.sha256(envelope), entries: entries.map((entry) => ({ number: entry.number, hash: nodeCrypto.sha256(entry.bytes) })) };
    const checked = checkReceipt(nodeCrypto, expected, { bytes: sent.receipt, signature: sent.signature }, sent.lines);
    if (!checked.ok) throw new Error(`receipt: ${checked.error}`);
  }

  private takeFrame(bytes: Uint8Array): void {
    const frame = decodeFrame(nodeCrypto, bytes);
    if (!frame.ok) throw new Error('bad frame');
    const { header, items } = frame.value;
    const cursor = this.cursors.find((one) => one.stream === header.stream);
    if (header.from !== (cursor?.epoch === header.epoch ? cursor.seq : 0)) throw new Error(`a frame from ${header.from} after ${cursor?.seq}`);
    if (this.kinds.length > 0 && header.to - header.from !== items.length) throw new Error('a gap in a stream');
    this.pulled.push(...items.map((item) => ({ ...item, stream: header.stream })));
    this.cursors = [...this.cursors.filter((one) => one.stream !== header.stream), { stream: header.stream, epoch: header.epoch, seq: header.to }];
  }
}
