import { z } from 'zod';
import { textOf, utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { Instant } from '../base/instant.ts';
import type { CryptoPort } from './crypto-port.ts';
import { findParts, packParts } from './parts.ts';
import { signedMessage } from './signed-message.ts';

/** An edition of the law as the centre hands it out: its files by path below `resources/rules`, and when it was signed. */
export const EditionContent = z.object({ v: z.literal(1), name: z.string().min(1).max(120), issued: Instant, files: z.record(z.string().max(200), z.json()) });
export type EditionContent = z.infer<typeof EditionContent>;

/** An edition file in bytes at most. */
export const largestEdition = 16 * 1024 * 1024;

/** The file: canonical JSON, and the centre's signature over it (`signatureDomains.edition`). */
export const encodeEdition = (crypto: Pick<CryptoPort, 'sign'>, centreKey: Uint8Array, content: EditionContent): Uint8Array<ArrayBuffer> => {
  const bytes = utf8(canonicalJson(content));
  return packParts([bytes, crypto.sign(centreKey, signedMessage('edition', bytes))]);
};

/** What stands in an edition file that the centre with `centreKey` signed; else why it is none: `damaged` (no such file), `foreign` (somebody else's word, or changed since). */
export const decodeEdition = (crypto: Pick<CryptoPort, 'verify'>, centreKey: Uint8Array, file: Uint8Array): EditionContent | 'damaged' | 'foreign' => {
  const [bytes, signature, ...more] = (file.length <= largestEdition && findParts(file, 3)) || [];
  if (!bytes || signature?.length !== 64 || more.length > 0) return 'damaged';
  if (!crypto.verify(centreKey, signedMessage('edition', bytes), signature)) return 'foreign';
  try {
    return EditionContent.safeParse(JSON.parse(textOf(bytes))).data ?? 'damaged';
  } catch {
    return 'damaged';
  }
};
