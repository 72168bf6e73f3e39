import { utf8 } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import { streamKindOf, type CollectionName } from '../../domain/collection.ts';
import type { Sha256 } from '../crypto-port.ts';
import { streamName, type StreamName } from '../frame.ts';
import { findEntry } from '../journal-entry.ts';

/** A document that an envelope changed, at the version it has where nobody else did and every entry was applied. */
export type EchoDocument = { readonly c: CollectionName; readonly i: string; readonly v: number };

/** What an envelope leaves in the streams of its own district where nothing came in between: each of its documents once, at the version of its newest base and one for each of its entries. */
export const echoOf = (entries: readonly { readonly bytes: Uint8Array }[]): EchoDocument[] => {
  const documents = new Map<string, { c: CollectionName; i: string; base: number; count: number }>();
  for (const { bytes } of entries) {
    const entry = findEntry(bytes);
    if (!entry) continue;
    const key = `${entry.collection}/${entry.document}`;
    documents.set(key, { c: entry.collection, i: entry.document, base: entry.base, count: (documents.get(key)?.count ?? 0) + 1 });
  }
  return [...documents].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { c, i, base, count }]) => ({ c, i, v: base + count }));
};

/** How many items of an echo each stream of `area` has; undefined where that cannot be told from the entries (an opinion's stream is its expert's): then there is no echo. */
export const echoStreams = (area: string, documents: readonly EchoDocument[]): Map<StreamName, number> | undefined => {
  const counts = new Map<StreamName, number>();
  for (const { c } of documents) {
    const kind = streamKindOf(c);
    if (kind === 'expert') return undefined;
    const stream = streamName(area, kind);
    counts.set(stream, (counts.get(stream) ?? 0) + 1);
  }
  return counts;
};

/** Length of an echo in bytes: by chance two contents have the same once in 2^64. */
export const echoLength = 8;

/** What stands for the documents in a reply: the first bytes of the SHA-256 of their items as canonical JSON, one a line. `items` in the order of {@link echoOf}. */
export const echoHash = (sha256: Sha256, items: readonly (EchoDocument & { readonly d: unknown })[]): Uint8Array =>
  sha256(utf8(items.map(({ c, d, i, v }) => canonicalJson({ c, d, i, k: 'put', v })).join('\n'))).subarray(0, echoLength);
