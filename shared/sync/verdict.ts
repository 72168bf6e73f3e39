import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { concatBytes, utf8 } from '../base/bytes.ts';
import { ReceiptLine } from './receipt.ts';

/** An entry that had been put aside was judged again: its line, and the centre's receipt for it alone. `id` rises. */
export const Verdict = z.object({ id: z.int().positive(), line: ReceiptLine, receipt: z.string().max(2000), signature: base64urlOf(64) });
export type Verdict = z.infer<typeof Verdict>;

/** What stands in the receipt of a verdict in place of an envelope's bytes: SHA-256 is taken of this. `entry`: the entry's hash. */
export const verdictBytes = (entry: Uint8Array): Uint8Array<ArrayBuffer> => concatBytes(utf8('tirek/again/1'), entry);
