import { createCipheriv, createDecipheriv, createHash, diffieHellman, hkdfSync } from 'node:crypto';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { newKeyPair, privateKeyOf, publicKeyOf } from './raw-keys.ts';

const prime = 2n ** 255n - 19n;
const nonce = new Uint8Array(12);

const power = (base: bigint, exponent: bigint): bigint => {
  let [result, square, rest] = [1n, base % prime, exponent];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
};

const fromLittleEndian = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const toLittleEndian = (value: bigint): Uint8Array => Uint8Array.from({ length: 32 }, (_, at) => Number((value >> BigInt(8 * at)) & 255n));

/** The X25519 public key of the same secret as an Ed25519 one: u = (1 + y) / (1 − y), RFC 7748, section 4.1 (what libsodium calls pk_to_curve25519). */
export const readKeyOfSignKey = (signPublic: Uint8Array): Uint8Array => {
  const y = fromLittleEndian(signPublic) & (2n ** 255n - 1n);
  return toLittleEndian(((1n + y) * power((1n + prime - y) % prime, prime - 2n)) % prime);
};

/** The X25519 private key of an Ed25519 seed: the first half of its SHA-512 (RFC 8032, section 5.1.5; X25519 clamps by itself). */
const readSecretOf = (seed: Uint8Array): Uint8Array => new Uint8Array(createHash('sha512').update(seed).digest().subarray(0, 32));

const keyOf = (own: Uint8Array, other: Uint8Array, ephemeral: Uint8Array, reader: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', diffieHellman({ privateKey: privateKeyOf('x25519', own), publicKey: publicKeyOf('x25519', other) }), concatBytes(ephemeral, reader), utf8('tirek/staff-seal/1'), 32));

/**
 * Seals 32 bytes so that only the holder of the signing key can open them: a fresh X25519 pair, HKDF-SHA-256, AES-256-GCM (the key is used once, so the nonce is zero).
 * `ephemeral public key ‖ ciphertext ‖ tag`. The public key must be one that was read from the encrypted replica: in `keys.json` anybody could put their own.
 */
export const sealToStaff = (signPublic: Uint8Array, secret: Uint8Array): Uint8Array => {
  const ephemeral = newKeyPair('x25519');
  const reader = readKeyOfSignKey(signPublic);
  const cipher = createCipheriv('aes-256-gcm', keyOf(ephemeral.privateKey, reader, ephemeral.publicKey, reader), nonce);
  return concatBytes(ephemeral.publicKey, cipher.update(secret), cipher.final(), cipher.getAuthTag());
};

/** What {@link sealToStaff} sealed, or undefined where the seed is not the reader's. */
export const openFromStaff = (seed: Uint8Array, sealed: Uint8Array): Uint8Array | undefined => {
  const [ephemeral, secret] = [sealed.subarray(0, 32), readSecretOf(seed)];
  try {
    const reader = new Uint8Array(diffieHellman({ privateKey: privateKeyOf('x25519', secret), publicKey: publicKeyOf('x25519', basePoint) }));
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, ephemeral, ephemeral, reader), nonce, { authTagLength: 16 }).setAuthTag(sealed.subarray(-16));
    return concatBytes(decipher.update(sealed.subarray(32, -16)), decipher.final());
  } catch {
    return undefined;
  }
};

/** The generator of X25519: multiplied by a secret it is the public key. */
const basePoint = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0));
