import { createCipheriv, createDecipheriv, diffieHellman, hash, hkdfSync, randomBytes, sign, verify } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import type { CryptoPort, KeyPair } from '../../../shared/sync/crypto-port.ts';
import { keyPairOf, newKeyPair, privateKeyOf, publicKeyOf } from './raw-keys.ts';

const nonce = new Uint8Array(12);

const encrypt = (key: Uint8Array, plain: Uint8Array): Uint8Array => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return concatBytes(cipher.update(plain), cipher.final(), cipher.getAuthTag());
};

const decrypt = (key: Uint8Array, body: Uint8Array): Uint8Array | undefined => {
  if (body.length < 16) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAuthTag(body.subarray(-16));
    return concatBytes(decipher.update(body.subarray(0, -16)), decipher.final());
  } catch {
    return undefined;
  }
};

/** The key that seals the content key to `reader` (`shared/sync/envelope.ts`): X25519, then HKDF-SHA-256. */
const sealingKey = (own: Uint8Array, other: Uint8Array, ephemeral: Uint8Array, reader: Uint8Array): Uint8Array => {
  const shared = diffieHellman({ privateKey: privateKeyOf('x25519', own), publicKey: publicKeyOf('x25519', other) });
  return new Uint8Array(hkdfSync('sha256', shared, concatBytes(ephemeral, reader), utf8('tirek/seal/1'), 32));
};

const openKey = (reader: KeyPair, ephemeral: Uint8Array, sealed: Uint8Array): Uint8Array | undefined => {
  try {
    return decrypt(sealingKey(reader.privateKey, ephemeral, ephemeral, reader.publicKey), sealed);
  } catch {
    return undefined;
  }
};

const verifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return verify(null, message, publicKeyOf('ed25519', publicKey), signature);
  } catch {
    return false;
  }
};

/** 8 MiB, as at the centre: a sender cannot make the reader allocate a window of 128 MiB for a frame of a few bytes. */
const windowLogMax = 23;

const decompressWith = (dictionary: Buffer | undefined): CryptoPort['decompress'] => (bytes, maxBytes) => {
  try {
    return new Uint8Array(zstdDecompressSync(bytes, { maxOutputLength: maxBytes, params: { [constants.ZSTD_d_windowLogMax]: windowLogMax }, ...(dictionary ? { dictionary } : {}) }));
  } catch {
    return undefined;
  }
};

/** The protocol's cryptography on Node's: OpenSSL, or BoringSSL inside Electron. `dictionary` is what both ends know beforehand (PROTOCOL.md, "Dictionary"). */
export const createCrypto = (dictionary?: Buffer): CryptoPort => ({
  sha256: (bytes) => new Uint8Array(hash('sha256', bytes, 'buffer')),
  verify: verifySignature,
  sign: (privateKey, message) => new Uint8Array(sign(null, message, privateKeyOf('ed25519', privateKey))),
  newContentKey: () => new Uint8Array(randomBytes(32)),
  newReadKeyPair: () => newKeyPair('x25519'),
  readKeyPairOf: (privateKey) => keyPairOf('x25519', privateKey),
  sealKey: (ephemeral, readerKey, contentKey) => encrypt(sealingKey(ephemeral.privateKey, readerKey, ephemeral.publicKey, readerKey), contentKey),
  openKey,
  encrypt,
  decrypt,
  compress: (plain, effort) =>
    new Uint8Array(zstdCompressSync(plain, {
      params: { [constants.ZSTD_c_compressionLevel]: effort ? 19 : 9, [constants.ZSTD_c_checksumFlag]: effort ? 0 : 1 },
      ...(effort === 'words' && dictionary ? { dictionary } : {}),
    })),
  decompress: decompressWith(dictionary),
});
