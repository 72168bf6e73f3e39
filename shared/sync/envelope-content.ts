import type { EnvelopeContent } from './envelope.ts';
import { limits } from './limits.ts';
import { findParts, packParts } from './parts.ts';
import { encodeRising, findRising } from './varints.ts';

/** The content's bytes: `packParts([packParts(manifest, signature, …), packParts(entries), numbers as LEB128 steps])`, and of a carried one `packParts(proof, signature, …)` behind them. Throws where numbers do not rise. */
export const encodeContent = (content: EnvelopeContent): Uint8Array<ArrayBuffer> =>
  packParts([
    packParts(content.manifests.flatMap((manifest) => [manifest.bytes, manifest.signature])),
    packParts(content.entries.map((entry) => entry.bytes)),
    encodeRising(content.entries.map((entry) => entry.number)),
    ...(content.proofs ? [packParts(content.proofs.flatMap((proof) => [proof.bytes, proof.signature]))] : []),
  ]);

type Signed = { readonly bytes: Uint8Array; readonly signature: Uint8Array };

const findPairs = (bytes: Uint8Array, most: number): Signed[] | undefined => {
  const parts = findParts(bytes, most * 2);
  return parts && parts.length % 2 === 0 ? Array.from({ length: parts.length / 2 }, (_, index) => ({ bytes: parts[index * 2]!, signature: parts[index * 2 + 1]! })) : undefined;
};

/** The content in `bytes`, or undefined where they are not one. The entries themselves are not read: each is judged alone. */
export const findContent = (bytes: Uint8Array): EnvelopeContent | undefined => {
  const parts = findParts(bytes, 4);
  if (!parts || parts.length < 3) return undefined;
  const manifests = findPairs(parts[0]!, limits.manifests);
  const entries = findParts(parts[1]!, limits.entries);
  const numbers = findRising(parts[2]!);
  const proofs = parts[3] && findPairs(parts[3], limits.proofs);
  if (!manifests || !entries || !numbers || entries.length === 0 || entries.length !== numbers.length || (parts[3] && !proofs)) return undefined;
  return { manifests, entries: entries.map((entry, index) => ({ number: numbers[index]!, bytes: entry })), ...(proofs ? { proofs } : {}) };
};
