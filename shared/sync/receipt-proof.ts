import { z } from 'zod';
import { base64urlOf, findBase64urlBytes, toBase64url } from '../base/base64url.ts';
import type { CryptoPort, Sha256 } from './crypto-port.ts';
import { findMessage } from './find-message.ts';
import { merkleProof, rootOfProof } from './merkle.ts';
import { Receipt, ReceiptLine, receiptLeaf } from './receipt.ts';
import { signedMessage } from './signed-message.ts';

const text = (most: number) => z.string().max(most);

/** One entry's proof: its hash, its line, its place under the root of a receipt, and the receipt itself. `command` and `at` are there to be read; nothing is proved of them. */
export const EntryProof = z.object({
  number: z.int().positive(), hash: base64urlOf(32), command: text(60), at: text(40), line: ReceiptLine,
  index: z.int().nonnegative(), count: z.int().positive(), path: z.array(base64urlOf(32)).max(40), receipt: text(2000), signature: base64urlOf(64),
});
export type EntryProof = z.infer<typeof EntryProof>;

/** What an office can show of a record: that the centre received each of its entries, and what became of them. Without a word of what is in the record. */
export const ReceiptProof = z.object({ tirek: z.literal('receipt-proof/1'), document: text(36), device: text(36), centreKey: base64urlOf(32), entries: z.array(EntryProof).min(1).max(10_000), waiting: z.int().nonnegative() });
export type ReceiptProof = z.infer<typeof ReceiptProof>;

type Kept = { readonly bytes: Uint8Array; readonly signature: Uint8Array; readonly lines: readonly ReceiptLine[]; readonly hashes: readonly Uint8Array[] };

/** The proof of one entry out of the receipt that has it; `hashes` are those of the receipt's lines. Undefined where the receipt has no such line. */
export const proveEntry = (sha256: Sha256, entry: { readonly number: number; readonly hash: Uint8Array; readonly command: string; readonly at: string }, { bytes, signature, lines, hashes }: Kept): EntryProof | undefined => {
  const index = lines.findIndex(({ n }) => n === entry.number);
  const line = lines[index];
  if (!line) return undefined;
  const leaves = lines.map((one, at) => receiptLeaf(hashes[at] ?? new Uint8Array(), one));
  return { ...entry, hash: toBase64url(entry.hash), line, index, count: lines.length, path: merkleProof(sha256, leaves, index).map(toBase64url), receipt: toBase64url(bytes), signature: toBase64url(signature) };
};

export type ProofFault = 'malformed' | 'badSignature' | 'wrongReceipt' | 'otherKey';

const bytesOf = (part: string): Uint8Array => findBase64urlBytes(part) ?? new Uint8Array();

const checkEntry = (port: Pick<CryptoPort, 'sha256' | 'verify'>, key: Uint8Array, device: string, { number, hash, line, index, count, path, receipt, signature }: EntryProof): ProofFault | undefined => {
  const bytes = bytesOf(receipt);
  if (!port.verify(key, signedMessage('receipt', bytes), bytesOf(signature))) return 'badSignature';
  const read = findMessage(Receipt, bytes);
  if (!read) return 'malformed';
  const root = rootOfProof(port.sha256, receiptLeaf(bytesOf(hash), line), index, count, path.map(bytesOf));
  return line.n === number && read.device === device && read.count === count && index < count && read.root === toBase64url(root) ? undefined : 'wrongReceipt';
};

/** Checks a proof by itself: every signature and every path. `key`: the centre's signing key to be held to (base64url); without it the one that the proof names. */
export const checkProof = (port: Pick<CryptoPort, 'sha256' | 'verify'>, given: unknown, key?: string): { readonly proof: ReceiptProof } | { readonly fault: ProofFault } => {
  const read = ReceiptProof.safeParse(given);
  if (!read.success) return { fault: 'malformed' };
  const { centreKey, device, entries } = read.data;
  if (key !== undefined && key !== centreKey) return { fault: 'otherKey' };
  for (const entry of entries) {
    const fault = checkEntry(port, bytesOf(centreKey), device, entry);
    if (fault) return { fault };
  }
  return { proof: read.data };
};
