import { findBase64urlBytes } from '../base/base64url.ts';
import { BatchManifest } from './batch-manifest.ts';
import type { VerifySignature } from './crypto-port.ts';
import { findMessage } from './find-message.ts';
import { signedMessage } from './signed-message.ts';

/**
 * The manifest in `bytes` where `findSupervisorKey` knows its signer (base64url Ed25519 key of a supervisor who may release for `district`)
 * and the signature is theirs; else undefined, and what it names stays unreleased.
 */
export const verifyManifest = (
  verify: VerifySignature,
  findSupervisorKey: (signer: BatchManifest['signedBy'], district: BatchManifest['district']) => string | undefined,
  manifest: { readonly bytes: Uint8Array; readonly signature: Uint8Array },
): BatchManifest | undefined => {
  const read = findMessage(BatchManifest, manifest.bytes);
  const key = read && findSupervisorKey(read.signedBy, read.district);
  const keyBytes = key === undefined ? undefined : findBase64urlBytes(key);
  return read && keyBytes?.length === 32 && verify(keyBytes, signedMessage('manifest', manifest.bytes), manifest.signature) ? read : undefined;
};
