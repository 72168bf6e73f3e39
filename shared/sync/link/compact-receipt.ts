import { toBase64url } from '../../base/base64url.ts';
import { utf8 } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { DeviceId } from '../../base/ids.ts';
import { instantOf } from '../../base/instant.ts';
import type { Sha256 } from '../crypto-port.ts';
import { findMessage } from '../find-message.ts';
import { merkleRoot } from '../merkle.ts';
import { Receipt, receiptLeaf, type ReceiptLine } from '../receipt.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** What both ends know of a receipt before it is written: the device, the centre's epoch, the hash of the envelope, and its entries. */
export type ReceiptContext = { readonly device: string; readonly epoch: number; readonly envelope: Uint8Array; readonly entries: readonly { readonly number: number; readonly hash: Uint8Array }[] };

const appliedLines = ({ entries }: ReceiptContext): ReceiptLine[] => entries.map(({ number }) => ({ n: number, r: 'applied' }));

const receiptBytes = (sha256: Sha256, context: ReceiptContext, milliseconds: number): Uint8Array<ArrayBuffer> => {
  const lines = appliedLines(context);
  const root = merkleRoot(sha256, lines.map((line, index) => receiptLeaf(context.entries[index]!.hash, line)));
  const receipt: Receipt = { v: 1, device: context.device as DeviceId, envelope: toBase64url(context.envelope), at: instantOf(milliseconds), epoch: context.epoch, count: lines.length, root: toBase64url(root) };
  return utf8(canonicalJson(receipt));
};

/** True where the receipt says what a link can say shortly: that every entry was applied. */
export const isPlainReceipt = (sha256: Sha256, context: ReceiptContext, receipt: Uint8Array): boolean => {
  const read = findMessage(Receipt, receipt);
  const again = read && receiptBytes(sha256, context, Date.parse(read.at));
  return again?.length === receipt.length && again.every((byte, index) => byte === receipt[index]);
};

/** Writes a receipt for which {@link isPlainReceipt} holds: when it was given, and the signature. */
export const putReceipt = (writer: ByteWriter, receipt: Uint8Array, signature: Uint8Array): void => {
  writer.number(Date.parse(findMessage(Receipt, receipt)!.at));
  writer.raw(signature);
};

/** The receipt's bytes, its signature and lines. Not verified: `checkReceipt` does that. Throws where the bytes do not say one. */
export const takeReceipt = (sha256: Sha256, reader: ByteReader, context: ReceiptContext): { readonly bytes: Uint8Array; readonly signature: Uint8Array; readonly lines: readonly ReceiptLine[] } => {
  const bytes = receiptBytes(sha256, context, reader.number());
  return { bytes, signature: new Uint8Array(reader.raw(64)), lines: appliedLines(context) };
};
