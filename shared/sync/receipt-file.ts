import { z } from 'zod';
import { utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { findMessage } from './find-message.ts';
import { packParts, findParts } from './parts.ts';
import { ReceiptLine } from './receipt.ts';

/** A receipt as a file: its bytes, the centre's signature over them and the lines under its root. */
export type ReceiptFile = { readonly bytes: Uint8Array; readonly signature: Uint8Array; readonly lines: readonly ReceiptLine[] };

const Lines = z.object({ lines: z.array(ReceiptLine).max(20_000) });

/** `parts(receipt, signature, {"lines":…})`. */
export const encodeReceiptFile = ({ bytes, signature, lines }: ReceiptFile): Uint8Array<ArrayBuffer> => packParts([bytes, signature, utf8(canonicalJson({ lines: [...lines] }))]);

/** The receipt in a file, undefined where it is none. Nothing is checked yet: `checkReceipt`. */
export const findReceiptFile = (file: Uint8Array): ReceiptFile | undefined => {
  const [bytes, signature, text, ...more] = findParts(file, 3) ?? [];
  const read = text && more.length === 0 && signature?.length === 64 ? findMessage(Lines, text) : undefined;
  return read && { bytes: bytes!, signature: signature!, lines: read.lines };
};
