import { toBase64url } from '../base/base64url.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { CryptoPort } from './crypto-port.ts';
import { findMessage } from './find-message.ts';
import { merkleRoot } from './merkle.ts';
import { Receipt, receiptLeaf, type ReceiptLine } from './receipt.ts';
import { signedMessage } from './signed-message.ts';

/** What the device knows: the centre's key from its certificate, its own id, the hash of the envelope it sent and its entries in the envelope's order. */
export type ReceiptExpected = {
  readonly serverSignKey: Uint8Array;
  readonly device: string;
  readonly envelopeHash: Uint8Array;
  readonly entries: readonly { readonly number: number; readonly hash: Uint8Array }[];
};

/** The receipt, if it and `lines` are the centre's signed word on exactly these entries. Only then may an entry be marked received. */
export const checkReceipt = (
  port: Pick<CryptoPort, 'sha256' | 'verify'>,
  expected: ReceiptExpected,
  receipt: { readonly bytes: Uint8Array; readonly signature: Uint8Array },
  lines: readonly ReceiptLine[],
): Result<Receipt, 'malformed' | 'badSignature' | 'wrongReceipt'> => {
  if (!port.verify(expected.serverSignKey, signedMessage('receipt', receipt.bytes), receipt.signature)) return err('badSignature');
  const read = findMessage(Receipt, receipt.bytes);
  if (!read) return err('malformed');
  const sameEntries = lines.length === expected.entries.length && lines.every((line, index) => line.n === expected.entries[index]?.number);
  if (!sameEntries || read.device !== expected.device || read.count !== lines.length || read.envelope !== toBase64url(expected.envelopeHash)) return err('wrongReceipt');
  const root = merkleRoot(port.sha256, lines.map((line, index) => receiptLeaf(expected.entries[index]!.hash, line)));
  return toBase64url(root) === read.root ? ok(read) : err('wrongReceipt');
};
