import { findBase64urlBytes } from '../base/base64url.ts';
import { BatchManifest } from './batch-manifest.ts';
import type { VerifySignature } from './crypto-port.ts';
import { findCanonical } from './find-canonical.ts';
import { signedMessage } from './signed-message.ts';

/**
 * The manifest in `bytes` where one of the keys that `supervisorKeys` knows of its signer made the signature (base64url Ed25519; a person has one on
 * each laptop; none for somebody who may not release for `district` at that moment); else undefined, and what it names stays unreleased.
 */
export const verifyManifest = (
  verify: VerifySignature,
  supervisorKeys: (signer: BatchManifest['signedBy'], district: BatchManifest['district'], at: BatchManifest['signedAt']) => readonly string[],
  manifest: { readonly bytes: Uint8Array; readonly signature: Uint8Array },
): BatchManifest | undefined => {
  const read = findCanonical(BatchManifest, manifest.bytes);
  const message = signedMessage('manifest', manifest.bytes);
  const isSigned = read && supervisorKeys(read.signedBy, read.district, read.signedAt).some((key) => verify(findBase64urlBytes(key) ?? new Uint8Array(), message, manifest.signature));
  return isSigned ? read : undefined;
};
