import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { Certificate } from '../../../shared/sync/certificate.ts';
import type { CryptoPort } from '../../../shared/sync/crypto-port.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';

/** A certificate as it came: bytes and signature, base64url. */
export type SignedCertificate = { readonly certificate: string; readonly signature: string };

/**
 * The certificate, if it is signed by the key it names and that key is the pinned one (`pinned` undefined at enrolment, where it becomes the pinned one).
 * Errors: ServerNonsense (not a certificate), SignatureInvalid{what:'certificate'}.
 */
export const checkCertificate = (port: CryptoPort, signed: SignedCertificate, pinned: Certificate | undefined): Result<Certificate, AppError> => {
  const bytes = findBase64urlBytes(signed.certificate);
  const signature = findBase64urlBytes(signed.signature);
  const certificate = bytes && findMessage(Certificate, bytes);
  if (!bytes || !signature || !certificate) return err({ type: 'ServerNonsense', detail: 'certificate' });
  const key = findBase64urlBytes(certificate.serverSignKey);
  const stranger = pinned && (pinned.serverSignKey !== certificate.serverSignKey || pinned.device !== certificate.device);
  if (!key || stranger || !port.verify(key, signedMessage('certificate', bytes), signature)) return err({ type: 'SignatureInvalid', what: 'certificate' });
  return ok(certificate);
};

/** Random bytes as the protocol writes them. */
export const nonceOf = (random: (length: number) => Uint8Array): string => toBase64url(random(16));
