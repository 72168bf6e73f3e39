import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { concatBytes } from '../../../shared/base/bytes.ts';
import type { KeyPair } from '../../../shared/sync/crypto-port.ts';

export type Curve = 'ed25519' | 'x25519';

// DER of RFC 8410: everything before the 32 raw bytes.
const heads = {
  ed25519: { private: Buffer.from('302e020100300506032b657004220420', 'hex'), public: Buffer.from('302a300506032b6570032100', 'hex') },
  x25519: { private: Buffer.from('302e020100300506032b656e04220420', 'hex'), public: Buffer.from('302a300506032b656e032100', 'hex') },
} as const;

/** Key object of 32 raw private bytes. */
export const privateKeyOf = (curve: Curve, raw: Uint8Array): KeyObject => createPrivateKey({ key: Buffer.from(concatBytes(heads[curve].private, raw)), format: 'der', type: 'pkcs8' });

/** Key object of 32 raw public bytes. Throws where they are not a key. */
export const publicKeyOf = (curve: Curve, raw: Uint8Array): KeyObject => createPublicKey({ key: Buffer.from(concatBytes(heads[curve].public, raw)), format: 'der', type: 'spki' });

/** The last 32 bytes of a DER key of RFC 8410 are the raw key. */
const rawOf = (der: Buffer): Uint8Array => new Uint8Array(der.subarray(-32));

/** A fresh pair. */
export const newKeyPair = (curve: Curve): KeyPair => {
  const { publicKey, privateKey } = curve === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  return { publicKey: rawOf(publicKey.export({ format: 'der', type: 'spki' })), privateKey: rawOf(privateKey.export({ format: 'der', type: 'pkcs8' })) };
};

/** The pair of 32 raw private bytes. */
export const keyPairOf = (curve: Curve, privateKey: Uint8Array): KeyPair => ({ privateKey, publicKey: rawOf(createPublicKey(privateKeyOf(curve, privateKey)).export({ format: 'der', type: 'spki' })) });
