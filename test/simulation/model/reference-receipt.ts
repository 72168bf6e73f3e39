import { createHash } from 'node:crypto';

const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962, 2.1, by the book: the tree over the greatest power of two below, and the rest. */
const rootOf = (leaves: readonly Uint8Array[]): Buffer => {
  if (leaves.length === 1) return sha(Uint8Array.of(0), leaves[0]!);
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha(Uint8Array.of(1), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
};

/** True where the receipt is of `device` and its root is over exactly these entries and results. */
export const proves = (receipt: Uint8Array, device: string, lines: readonly { readonly r: string; readonly why?: string }[], hashes: readonly Uint8Array[]): boolean => {
  const read = JSON.parse(Buffer.from(receipt).toString()) as { device: string; count: number; root: string };
  if (read.device !== device || read.count !== lines.length || lines.length === 0) return false;
  return rootOf(lines.map((line, index) => Buffer.concat([hashes[index]!, Buffer.from(`${line.r}:${line.why ?? ''}`)]))).toString('base64url') === read.root;
};
