import type { DeviceId } from '../../base/ids.ts';
import type { CryptoPort } from '../crypto-port.ts';
import type { EnvelopeContent, EnvelopeHeader } from '../envelope.ts';
import { findEntry } from '../journal-entry.ts';
import { sealEnvelope } from '../seal-envelope.ts';
import { createByteReader } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { putEntries, takeEntries } from './compact-entries.ts';
import { putManifests, takeManifests } from './compact-manifests.ts';
import type { LinkContext } from './link-context.ts';
import { linkKey, linkPort } from './link-keys.ts';
import { shortBatchesSince } from './link-message.ts';

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** An envelope as its maker has it: what went in, and the signature that stands in its bytes. `number`: the one of the link's envelopes with whose keys it was sealed (`linkPort`). */
export type OwnEnvelope = EnvelopeContent & Pick<EnvelopeHeader, 'schema'> & { readonly number: number; readonly previous: Uint8Array; readonly signature: Uint8Array };

/** The context after `envelope`, whose bytes hash to `hash`. */
export const contextAfter = (sha256: CryptoPort['sha256'], context: LinkContext, content: Pick<EnvelopeContent, 'entries'>, hash: Uint8Array): LinkContext => {
  const last = content.entries.at(-1)!;
  return { ...context, previous: hash, number: last.number, entry: sha256(last.bytes), time: Number.parseInt(findEntry(last.bytes)?.hlc.slice(0, 12) ?? '0', 16) };
};

const rebuild = (port: CryptoPort, context: LinkContext, envelope: OwnEnvelope): Uint8Array<ArrayBuffer> =>
  sealEnvelope(linkPort(port, context.secret, envelope.number), () => envelope.signature, {
    device: context.device as DeviceId, previous: envelope.previous, readers: [context.readKey], schema: envelope.schema, manifests: envelope.manifests, entries: envelope.entries,
  });

/**
 * An envelope for a link: only what the other end does not know, encrypted by a key of this envelope alone. The reader makes the very bytes of the envelope from it
 * ({@link findEnvelope}), so that what is signed, stored and receipted is the same on every way. Undefined where this one cannot be said so (entries of a manifest that go in another
 * envelope, a damaged entry): it then goes as it is. `protocol`: the session's, which says what the other end reads.
 */
export const packEnvelope = (port: CryptoPort, context: LinkContext, envelope: OwnEnvelope, whole: Uint8Array, protocol: number): Uint8Array<ArrayBuffer> | undefined => {
  const outer = createByteWriter();
  try {
    const writer = createByteWriter();
    const follows = same(envelope.previous, context.previous);
    writer.number(envelope.schema * 2 + (follows ? 0 : 1));
    if (!follows) writer.raw(envelope.previous);
    writer.raw(envelope.signature);
    putEntries(port, writer, context, envelope.entries, protocol >= shortBatchesSince);
    putManifests(port.compress, writer, context, envelope.manifests, envelope.entries);
    outer.number(envelope.number);
    outer.raw(port.encrypt(linkKey(port.sha256, context.secret, envelope.number, 'message'), writer.bytes()));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const found = findEnvelope(port, context, outer.bytes());
  return found && same(found.bytes, whole) ? outer.bytes() : undefined;
};

/** The envelope that {@link packEnvelope} packed, with what is in it, or undefined where the bytes are not one under this context. Who made it is not proved by that. */
export const findEnvelope = (port: CryptoPort, context: LinkContext, packed: Uint8Array): { readonly bytes: Uint8Array<ArrayBuffer>; readonly content: EnvelopeContent } | undefined => {
  try {
    const outer = createByteReader(packed);
    const number = outer.number();
    const plain = port.decrypt(linkKey(port.sha256, context.secret, number, 'message'), outer.rest());
    if (!plain) return undefined;
    const reader = createByteReader(plain);
    const head = reader.number();
    const previous = head % 2 === 0 ? context.previous : reader.raw(32);
    const signature = new Uint8Array(reader.raw(64));
    const entries = takeEntries(port, reader, context);
    const manifests = takeManifests(port, reader, context, entries);
    if (!reader.isEnd()) return undefined;
    return { bytes: rebuild(port, context, { schema: Math.floor(head / 2), number, previous, signature, entries, manifests }), content: { entries, manifests } };
  } catch {
    return undefined; // A damaged or forged message, or another context: whatever reading it threw says no more than that.
  }
};
