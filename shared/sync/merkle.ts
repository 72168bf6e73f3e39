import { concatBytes } from '../base/bytes.ts';
import type { Sha256 } from './crypto-port.ts';

const leafHash = (sha256: Sha256, leaf: Uint8Array) => sha256(concatBytes(Uint8Array.of(0), leaf));
const nodeHash = (sha256: Sha256, left: Uint8Array, right: Uint8Array) => sha256(concatBytes(Uint8Array.of(1), left, right));
const splitOf = (count: number) => 2 ** Math.floor(Math.log2(count - 1));

/** Merkle tree head of `leaves` (RFC 6962, section 2.1: leaves and nodes hashed under different prefixes); SHA-256 of nothing for none. */
export const merkleRoot = (sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return sha256(new Uint8Array());
  if (leaves.length === 1) return leafHash(sha256, leaves[0]!);
  const split = splitOf(leaves.length);
  return nodeHash(sha256, merkleRoot(sha256, leaves.slice(0, split)), merkleRoot(sha256, leaves.slice(split)));
};

/** Audit path of leaf `index` (RFC 6962, 2.1.1), nearest sibling first: with the leaf it re-makes the root. */
export const merkleProof = (sha256: Sha256, leaves: readonly Uint8Array[], index: number): Uint8Array[] => {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  return index < split
    ? [...merkleProof(sha256, leaves.slice(0, split), index), merkleRoot(sha256, leaves.slice(split))]
    : [...merkleProof(sha256, leaves.slice(split), index - split), merkleRoot(sha256, leaves.slice(0, split))];
};

/** The root that leaf `index` of `count` leads to by `proof`: equal to the signed root, or the leaf was not in it. */
export const rootOfProof = (sha256: Sha256, leaf: Uint8Array, index: number, count: number, proof: readonly Uint8Array[]): Uint8Array => {
  if (count <= 1) return leafHash(sha256, leaf);
  const sibling = proof.at(-1) ?? new Uint8Array();
  const [split, rest] = [splitOf(count), proof.slice(0, -1)];
  return index < split
    ? nodeHash(sha256, rootOfProof(sha256, leaf, index, split, rest), sibling)
    : nodeHash(sha256, sibling, rootOfProof(sha256, leaf, index - split, count - split, rest));
};
