import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { v7 } from 'uuid';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { createByteWriter } from '../../../shared/sync/link/byte-writer.ts';
import { putEntries } from '../../../shared/sync/link/compact-entries.ts';
import { newLinkContext, type LinkContext } from '../../../shared/sync/link/link-context.ts';
import { packEnvelope, type OwnEnvelope } from '../../../shared/sync/link/compact-envelope.ts';
import { linkKey, linkPort } from '../../../shared/sync/link/link-keys.ts';
import { asked } from '../../../shared/sync/link/link-message.ts';
import { documentSchemaVersion, protocolVersions } from '../../../shared/sync/messages.ts';
import { createPartReader } from '../../../shared/sync/part-reader.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { requestMessage } from '../../../shared/sync/signed-message.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { makePerson, makeStep } from '../../support/server/sample-documents.ts';
import type { TestDevice, Written } from '../../support/server/test-device.ts';

/** What a compact link is opened with: the secret, and the 80 bytes in which it is sealed to the centre. */
export const newLinkKey = (device: TestDevice, secret = nodeCrypto.newContentKey(), reader = device.certificate.serverReadKey) => {
  const pair = nodeCrypto.newReadKeyPair();
  return { secret, key: concatBytes(pair.publicKey, nodeCrypto.sealKey(pair, findBase64urlBytes(reader)!, secret)) };
};

/** Headers of the next link of the device; `signed`: the key that its signature is about. */
export const linkHeaders = async (device: TestDevice, key: Uint8Array, signed = key): Promise<Record<string, string>> => {
  if (!device.session) await device.openSession();
  const number = ++device.requests;
  const signature = nodeCrypto.sign(device.signKeys.privateKey, requestMessage(nodeCrypto.sha256, device.session!, number, concatBytes(utf8('link'), signed)));
  return { connection: 'Upgrade', upgrade: 'tirek', 'x-tirek-session': toBase64url(device.session!), 'x-tirek-number': String(number), 'x-tirek-signature': toBase64url(signature), 'x-tirek-key': toBase64url(key) };
};

/** The link, or the status it was refused with. */
export const upgrade = (url: string, headers: Record<string, string>): Promise<Duplex | number> =>
  new Promise((resolve, reject) => {
    request(`${url}/link`, { headers }).on('upgrade', (_response, socket) => resolve(socket.on('error', () => undefined))).on('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject).end();
  });

/** What is heard after these bytes: an answer, that the link was closed, or nothing for ten seconds. */
export const hearAfter = (socket: Duplex, sent: Uint8Array): Promise<Uint8Array | 'closed' | 'nothing'> =>
  new Promise((resolve) => {
    const done = (heard: Uint8Array | 'closed' | 'nothing') => {
      clearTimeout(timer);
      socket.removeAllListeners('data').removeAllListeners('close');
      resolve(heard);
    };
    const timer = setTimeout(() => done('nothing'), 10_000);
    const reader = createPartReader((part) => (done(new Uint8Array(part)), true), 20_000_000);
    socket.on('data', (bytes: Buffer) => void reader.push(new Uint8Array(bytes))).on('close', () => done('closed'));
    socket.write(sent);
  });

/** A compact link of the device, as a laptop opens it, and what both ends know at its beginning. */
export const openCompact = async (device: TestDevice, secret?: Uint8Array) => {
  const made = newLinkKey(device, secret);
  const socket = await upgrade(device.url, await linkHeaders(device, made.key));
  if (typeof socket === 'number') throw new Error(`no link: ${socket}`);
  const context = newLinkContext({ device: device.certificate.device, area: device.certificate.area, readKey: findBase64urlBytes(device.certificate.serverReadKey)!, staff: [device.caseworker, device.supervisor], secret: made.secret });
  return { socket, context, say: (body: Uint8Array) => hearAfter(socket, packParts([body])), close: () => void socket.destroy() };
};
export type OpenLink = Awaited<ReturnType<typeof openCompact>>;

/** An envelope of the device for a link: its bytes, what went in, and how it is said there; undefined where the other end would not make the same of it. */
export const sealForLink = (device: TestDevice, context: LinkContext, entries: readonly Written[], number = 0, signer: { privateKey: Uint8Array } = device.signKeys) => {
  let signature: Uint8Array = new Uint8Array();
  const input = { device: device.certificate.device, previous: device.previousEnvelope, readers: [context.readKey], schema: documentSchemaVersion, manifests: [device.manifest(entries)], entries };
  const bytes = sealEnvelope(linkPort(nodeCrypto, context.secret, number), (message) => (signature = nodeCrypto.sign(signer.privateKey, message)), input);
  const envelope: OwnEnvelope = { ...input, number, signature };
  return { bytes, envelope, packed: packEnvelope(nodeCrypto, context, envelope, bytes, Math.max(...protocolVersions)) };
};

let bomb: Uint8Array | undefined;

/** An entry that records a batch, as a laptop does; `change` makes another of it. */
export const newBatch = (device: TestDevice, change: object = {}): Written => {
  const [document, { area, device: id }] = [v7(), device.certificate];
  const record = { id: document, number: `2026-12/${id.slice(-6).toUpperCase()}`, district: area, signed: makeStep(device.supervisor), cases: 0, persons: 1, entries: 2 };
  return device.write({ collection: 'batches', document, command: 'batch.sign', changes: { ...record, ...change }, author: device.supervisor });
};

/** An entry that registers somebody. */
export const newPerson = (device: TestDevice, change: object = {}): Written => {
  const one = makePerson(device.certificate.area);
  return device.write({ collection: 'persons', document: one.id, changes: { ...one, ...change }, author: device.caseworker });
};
/** What is made is never taken: the numbers of its entries are free again. */
export const untaken = <T>(device: TestDevice, make: () => T): T => {
  const next = device.nextNumber;
  const made = make();
  device.nextNumber = next;
  return made;
};
/** What the device asks for with its messages. */
export const requestOf = (device: TestDevice) => ({ cursors: device.cursors, envelopes: 0, maxBytes: 4096 });
/** A message on a compact link: what it announces, the request where it says one, and the rest. */
export const message = (kind: number, head: Uint8Array | undefined, rest: Uint8Array = new Uint8Array()): Uint8Array => {
  const writer = createByteWriter();
  writer.number(kind + (head ? asked.head : 0));
  if (head) writer.sized(head);
  writer.raw(rest);
  return writer.bytes();
};
export const headOf = (device: TestDevice) => utf8(JSON.stringify(requestOf(device)));

/** What is in a packed envelope, changed and encrypted with the right key, as whoever owns the laptop could. */
export const repacked = ({ secret }: LinkContext, packed: Uint8Array, change: (plain: Uint8Array) => Uint8Array): Uint8Array => {
  const key = linkKey(nodeCrypto.sha256, secret, 0, 'message');
  return concatBytes(packed.subarray(0, 1), nodeCrypto.encrypt(key, change(nodeCrypto.decrypt(key, packed.subarray(1))!)));
};

/** An envelope for the link whose changes unpack to more than any may. */
export const bombFor = (device: TestDevice, context: LinkContext): Uint8Array => {
  bomb ??= nodeCrypto.compress(new Uint8Array(limits.envelopeContent + 1024 * 1024));
  const writer = createByteWriter();
  writer.number(3);
  writer.raw(new Uint8Array(96));
  const entries = untaken(device, () => [newPerson(device, { ofALaterVersion: 'x'.repeat(100_000) })]);
  putEntries({ sha256: nodeCrypto.sha256, compress: () => bomb! }, writer, context, entries, false);
  writer.number(0);
  return concatBytes(Uint8Array.of(0), nodeCrypto.encrypt(linkKey(nodeCrypto.sha256, context.secret, 0, 'message'), writer.bytes()));
};
