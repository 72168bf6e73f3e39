import { toBase64url } from '../../base/base64url.ts';
import { utf8 } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import { instantOf } from '../../base/instant.ts';
import { BatchManifest } from '../batch-manifest.ts';
import type { CryptoPort } from '../crypto-port.ts';
import type { EnvelopeContent } from '../envelope.ts';
import { findMessage } from '../find-message.ts';
import { findEntry } from '../journal-entry.ts';
import { limits } from '../limits.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { putStaff, takeStaff, type NumberedEntry } from './compact-entries.ts';
import { putIds, takeIds, timeOfId } from './compact-ids.ts';
import type { LinkContext } from './link-context.ts';

/** Milliseconds of an entry's clock: a batch's id is made a little later. */
const timeOfEntry = ({ bytes }: NumberedEntry): number => Number.parseInt(findEntry(bytes)?.hlc.slice(0, 12) ?? '0', 16);

/** Writes manifests that release entries of this envelope, a run of them each. Throws where one says anything else. */
export const putManifests = (compress: CryptoPort['compress'], writer: ByteWriter, context: LinkContext, manifests: EnvelopeContent['manifests'], entries: readonly NumberedEntry[]): void => {
  writer.number(manifests.length);
  for (const { bytes, signature } of manifests) {
    const manifest = findMessage(BatchManifest, bytes);
    const first = entries.findIndex((entry) => entry.number === manifest?.entries[0]?.[0]);
    if (!manifest || first === -1 || signature.length !== 64) throw new RangeError('a manifest of other entries');
    writer.number(first);
    writer.number(entries.length - first - manifest.entries.length);
    putIds(writer, [manifest.batch], timeOfEntry(entries[first]!), compress);
    writer.signed(Date.parse(manifest.signedAt) - timeOfId(manifest.batch));
    putStaff(writer, context, [manifest.signedBy], compress);
    writer.raw(signature);
  }
};

/** The manifests that {@link putManifests} wrote. Throws where the bytes do not say them. */
export const takeManifests = ({ sha256, decompress }: Pick<CryptoPort, 'sha256' | 'decompress'>, reader: ByteReader, context: LinkContext, entries: readonly NumberedEntry[]): EnvelopeContent['manifests'] => {
  const count = reader.number();
  if (count > limits.manifests) throw new RangeError('too many manifests');
  const hashes = new Map<NumberedEntry, string>();
  const hashOf = (entry: NumberedEntry): string => hashes.get(entry) ?? hashes.set(entry, toBase64url(sha256(entry.bytes))).get(entry)!;
  return Array.from({ length: count }, () => {
    const first = reader.number();
    const run = entries.slice(first, entries.length - reader.number());
    if (!run[0]) throw new RangeError('a manifest of nothing');
    const [batch] = takeIds(reader, 1, timeOfEntry(run[0]), decompress) as [string];
    const signedAt = instantOf(timeOfId(batch) + reader.signed());
    const [signedBy] = takeStaff(reader, context, 1, decompress);
    const manifest = BatchManifest.parse({ v: 1, batch, district: context.area, device: context.device, signedBy, signedAt, entries: run.map((entry) => [entry.number, hashOf(entry)]) });
    return { bytes: utf8(canonicalJson(manifest)), signature: reader.raw(64) };
  });
};
