import { z } from 'zod';
import { base64urlOf, findBase64urlBytes, toBase64url } from '../base/base64url.ts';
import { utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { ActId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { PlainDate } from '../base/plain-date.ts';
import { KatoCode } from '../domain/kato.ts';
import { Outcome } from '../domain/mse/outcome.ts';
import { PaperKind } from '../domain/mse/paper-kind.ts';
import { findMessage } from './find-message.ts';
import { findParts, packParts } from './parts.ts';

/**
 * What the QR code of a paper says: what it is, which act it follows from (with the hash of its signed bytes), of whom, and whether the centre had it when it was printed. `provisional`: no receipt yet. A paper carries
 * only the findings that it is about; the others are null.
 */
export const PaperStatement = z.object({
  v: z.literal(1),
  kind: PaperKind,
  act: ActId,
  number: z.string().max(30),
  hash: base64urlOf(32),
  district: KatoCode,
  iin: z.string().max(12).nullable(),
  outcome: Outcome.nullable(),
  percent: z.int().min(0).max(100).nullable(),
  from: PlainDate,
  until: PlainDate.nullable(),
  state: z.enum(['provisional', 'registered']),
  at: Instant,
});
export type PaperStatement = z.infer<typeof PaperStatement>;

const prefix = 'TIREK1:';

/** A signed statement with the certificate of the device that made it: enough to check it without a link. */
export type SignedPaper = { readonly statement: Uint8Array; readonly signature: Uint8Array; readonly certificate: Uint8Array; readonly certificateSignature: Uint8Array };

/** The text of the QR code. */
export const encodePaper = ({ statement, signature, certificate, certificateSignature }: SignedPaper): string => `${prefix}${toBase64url(packParts([statement, signature, certificate, certificateSignature]))}`;

/** The statement's bytes: what is signed. */
export const encodeStatement = (statement: PaperStatement): Uint8Array<ArrayBuffer> => utf8(canonicalJson(statement));

/** The signed statement in a scanned or typed text (blanks and line ends are passed over), or undefined where it is none. */
export const findPaper = (text: string): (SignedPaper & { readonly read: PaperStatement }) | undefined => {
  const plain = text.replaceAll(/\s/g, '');
  const at = plain.indexOf(prefix);
  const bytes = at < 0 || plain.length > 8000 ? undefined : findBase64urlBytes(plain.slice(at + prefix.length));
  const [statement, signature, certificate, certificateSignature, ...more] = (bytes && findParts(bytes, 5)) ?? [];
  if (!statement || !signature || !certificate || !certificateSignature || more.length > 0) return undefined;
  const read = findMessage(PaperStatement, statement);
  return read && { statement, signature, certificate, certificateSignature, read };
};
