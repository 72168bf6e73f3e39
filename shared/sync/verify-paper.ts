import { findBase64urlBytes } from '../base/base64url.ts';
import { Certificate } from './certificate.ts';
import type { VerifySignature } from './crypto-port.ts';
import { findMessage } from './find-message.ts';
import { findPaper, type PaperStatement } from './paper-statement.ts';
import { signedMessage } from './signed-message.ts';

/** Why a paper is not believed: not one of ours at all; its device has no certificate of a centre that this place trusts; the words are not as they were signed, or not signed by that device. */
export type PaperFault = 'notPaper' | 'centre' | 'certificate' | 'signature';

/** What a paper says and which device made it, or why it is not believed. */
export type PaperVerdict = { readonly statement: PaperStatement; readonly device: string; readonly issued: string; readonly training: boolean; readonly centreKey: string } | { readonly fault: PaperFault };

/**
 * Checks the text of a QR code without a link: the centre's key (`trusted`, base64url; undefined: whichever the certificate names, which the caller must then compare) signed the device's certificate, and the device
 * signed the statement, for its own district and no other. Pure.
 */
export const verifyPaper = (verify: VerifySignature, text: string, trusted: string | undefined): PaperVerdict => {
  const paper = findPaper(text);
  const certificate = paper && findMessage(Certificate, paper.certificate);
  if (!paper || !certificate) return { fault: 'notPaper' };
  if (trusted !== undefined && certificate.serverSignKey !== trusted) return { fault: 'centre' };
  const [centreKey, deviceKey] = [findBase64urlBytes(certificate.serverSignKey), certificate.signKey === undefined ? undefined : findBase64urlBytes(certificate.signKey)];
  if (!centreKey || !deviceKey || !verify(centreKey, signedMessage('certificate', paper.certificate), paper.certificateSignature)) return { fault: 'certificate' };
  if (paper.read.district !== certificate.area || !verify(deviceKey, signedMessage('paper', paper.statement), paper.signature)) return { fault: 'signature' };
  return { statement: paper.read, device: certificate.name, issued: paper.read.at, training: certificate.training, centreKey: certificate.serverSignKey };
};
