import { findBase64urlBytes, toBase64url } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { BatchManifest } from '../../shared/sync/batch-manifest.ts';
import type { EnvelopeContent } from '../../shared/sync/envelope.ts';
import { areProven, provenEntries } from '../../shared/sync/entry-proof.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { findEntry } from '../../shared/sync/journal-entry.ts';
import { merkleRoot } from '../../shared/sync/merkle.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import { openEnvelope } from '../../shared/sync/open-envelope.ts';
import { parseEnvelope, type ParsedEnvelope } from '../../shared/sync/parse-envelope.ts';
import { receiptLeaf, type Receipt, type ReceiptLine } from '../../shared/sync/receipt.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { SyncCentre } from '../centre.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';
import { deviceAt } from './device-at.ts';
import { findReleased } from './find-released.ts';
import { beginEntries, isDataError, takeEntriesCarefully } from './take-entries.ts';

/** The answer to one envelope: lines as JSON values, and the receipt exactly as it was first given. */
export type Ingested = { readonly lines: readonly ReceiptLine[]; readonly receipt: Uint8Array; readonly signature: Uint8Array };

/** `moved`: the streams that got items by it; undefined for a replay. */
type Opened = Ingested & { readonly moved: readonly string[] | undefined };

/** Whose signature an envelope of `device` must have: its own, or that of a laptop which carries it, of the office where the device was when it wrote this. */
const findSigner = async (centre: SyncCentre, device: Device, carrier: string | undefined, { last }: { readonly last: number }): Promise<Result<Device, RefusalCode>> => {
  if (carrier === undefined) return ok(device);
  const found = await centre.store.tables.findDevice(carrier);
  if (!found || found.area !== (await deviceAt(centre.store.tables, device, last)).area || found.training !== device.training) return err('unknownDevice');
  return found.revoked ? err('revoked') : ok(found);
};

/**
 * True where this centre was restored, and all that releases something here is of another district than the one that it has the device in: it has moved since the backup. Judged here nothing of it would stand; it is taken once the device has been put where it is. A revoked device never
 * is, and all it still hands in is kept.
 */
const isMovedSince = async (centre: SyncCentre, device: Device, manifests: EnvelopeContent['manifests'], { last }: { readonly last: number }): Promise<boolean> => {
  const districts = manifests.flatMap(({ bytes }) => findMessage(BatchManifest, bytes)?.district ?? []);
  if (centre.epoch < 2 || device.revoked || districts.length === 0) return false;
  const { area } = await deviceAt(centre.store.tables, device, last);
  return districts.every((district) => district !== area);
};

/** Undefined where the value is at fault; any other error is thrown on. */
const unlessData = (error: unknown): undefined => {
  if (!isDataError(error)) throw error;
};

/**
 * Takes in one envelope, in one transaction with its receipt: a replay is answered with the stored bytes, an abort leaves nothing. An unknown
 * `previous` is kept as evidence and accepted: a gap in the chain is for an auditor to see and must not stop a queue.
 */
export const ingestEnvelope = async (centre: SyncCentre, bytes: Uint8Array): Promise<Result<Ingested, RefusalCode>> => {
  const parsed = parseEnvelope(centre.crypto, bytes);
  if (!parsed.ok) return parsed;
  const device = await centre.store.tables.findDevice(parsed.value.header.device);
  if (!device) return err('unknownDevice');
  const signer = await findSigner(centre, device, parsed.value.header.carrier, parsed.value.header);
  if (!signer.ok) return signer;
  const content = openEnvelope(centre.crypto, { signKey: signer.value.signKey, reader: centre.keys.read }, parsed.value);
  if (!content.ok) return content;
  if (await isMovedSince(centre, device, content.value.manifests, parsed.value.header)) return err('unknownDevice');
  // Carried: whoever hands it in may choose and leave out, and make up nothing. Nothing of it is taken, or a number would be that should be the maker's.
  const isCarried = parsed.value.header.carrier !== undefined;
  if (isCarried && !areProven(centre.crypto, provenEntries(centre.crypto, device.id, device.signKey, content.value.proofs ?? []), content.value.entries)) return err('badSignature');
  const run = (take: typeof beginEntries) => centre.store.inTransaction((tables) => ingestOpened(centre, tables, parsed.value, content.value, take));
  const opened = await run(beginEntries).catch(unlessData).then((taken) => taken ?? run(takeEntriesCarefully).catch(unlessData));
  // Something of the envelope itself cannot be stored: it is refused in its place, and nothing of it is there.
  if (!opened) return err('malformed');
  centre.watch?.taken(opened.lines, opened.moved === undefined);
  if (opened.moved && opened.moved.length > 0) centre.watch?.moved(device.id, opened.moved);
  return ok(opened);
};

const ingestOpened = async (centre: SyncCentre, tables: CentreTables, { header, hash }: ParsedEnvelope, content: EnvelopeContent, take: typeof beginEntries): Promise<Opened> => {
  const device = await tables.lockDevice(header.device);
  if (!device) throw new Error('a device is never removed');
  const before = await tables.findEnvelope(device.id, hash);
  if (before) return { lines: JSON.parse(before.lines) as ReceiptLine[], receipt: before.receipt, signature: before.signature, moved: undefined };

  const there = await deviceAt(tables, device, header.last);
  const who = await findReleased(centre, tables, there, content.manifests, header);
  const at = centre.now();
  const incoming = content.entries.map(({ number, bytes }) => ({ number, bytes, hash: centre.crypto.sha256(bytes), entry: findEntry(bytes) }));
  const moved = new Set<string>();
  const { lines, stored } = await take(tables, { moved, device: there, ...who, crypto: centre.crypto, districts: centre.districts, epoch: centre.epoch, at, envelope: hash }, incoming);

  const root = merkleRoot(centre.crypto.sha256, lines.map((line, index) => receiptLeaf(incoming[index]!.hash, line)));
  const statement: Receipt = { v: 1, device: header.device, envelope: toBase64url(hash), at, epoch: centre.epoch, count: lines.length, root: toBase64url(root) };
  const receipt = utf8(canonicalJson(statement));
  const signature = centre.crypto.sign(centre.keys.sign.privateKey, signedMessage('receipt', receipt));
  const proven = tables.insertEnvelope({ device: device.id, hash, previous: findBase64urlBytes(header.previous)!, first: header.first, last: header.last, lines: JSON.stringify(lines), receipt, signature }, at);
  await Promise.all([stored, proven]);
  return { lines, receipt, signature, moved: [...moved] };
};
