import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';

/**
 * `secret` under `key` (32 bytes): AES-256-GCM, `nonce ‖ ciphertext ‖ tag`. `purpose` is bound to it, so that a wrapped key cannot be passed off as
 * another's or another kind. `nonce` is 12 random bytes.
 */
export const wrapKey = (key: Uint8Array, purpose: string, nonce: Uint8Array, secret: Uint8Array): Uint8Array => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(utf8(purpose));
  return concatBytes(nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag());
};

/** The secret that {@link wrapKey} wrapped, or undefined where the key, the purpose or the bytes are not those. */
export const findUnwrapped = (key: Uint8Array, purpose: string, wrapped: Uint8Array): Uint8Array | undefined => {
  if (wrapped.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12), { authTagLength: 16 }).setAAD(utf8(purpose)).setAuthTag(wrapped.subarray(-16));
  try {
    return concatBytes(decipher.update(wrapped.subarray(12, -16)), decipher.final());
  } catch {
    return undefined;
  }
};
