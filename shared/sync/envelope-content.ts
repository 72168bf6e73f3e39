import type { EnvelopeContent } from './envelope.ts';
import { limits } from './limits.ts';
import { findParts, packParts } from './parts.ts';
import { encodeRising, findRising } from './varints.ts';

/** The content's bytes: `packParts([packParts(manifest, signature, …), packParts(entries), numbers as LEB128 steps])`. Throws where numbers do not rise. */
export const encodeContent = (content: EnvelopeContent): Uint8Array<ArrayBuffer> =>
  packParts([
    packParts(content.manifests.flatMap((manifest) => [manifest.bytes, manifest.signature])),
    packParts(content.entries.map((entry) => entry.bytes)),
    encodeRising(content.entries.map((entry) => entry.number)),
  ]);

/** The content in `bytes`, or undefined where they are not one. The entries themselves are not read: each is judged alone. */
export const findContent = (bytes: Uint8Array): EnvelopeContent | undefined => {
  const parts = findParts(bytes, 3);
  if (parts?.length !== 3) return undefined;
  const manifests = findParts(parts[0]!, limits.manifests * 2);
  const entries = findParts(parts[1]!, limits.entries);
  const numbers = findRising(parts[2]!);
  if (!manifests || !entries || !numbers || manifests.length % 2 !== 0 || entries.length === 0 || entries.length !== numbers.length) return undefined;
  return {
    manifests: Array.from({ length: manifests.length / 2 }, (_, index) => ({ bytes: manifests[index * 2]!, signature: manifests[index * 2 + 1]! })),
    entries: entries.map((entry, index) => ({ number: numbers[index]!, bytes: entry })),
  };
};
