import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, hash, hkdfSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { CryptoPort, KeyPair } from '../../shared/sync/crypto-port.ts';

type Curve = 'Ed25519' | 'X25519';
/** DER of PKCS #8 and SPKI up to the raw key (RFC 8410): the shortest way from 32 bytes to a key object. */
const privatePrefix = { Ed25519: '302e020100300506032b657004220420', X25519: '302e020100300506032b656e04220420' };
const publicPrefix = { Ed25519: '302a300506032b6570032100', X25519: '302a300506032b656e032100' };
const zeroNonce = new Uint8Array(12);
const tagLength = 16;
/** 8 MiB: a sender cannot make the reader allocate a window of 128 MiB for a frame of a few bytes. */
const windowLogMax = 23;

const privateKeyObject = (curve: Curve, raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([Buffer.from(privatePrefix[curve], 'hex'), raw]), format: 'der', type: 'pkcs8' });
const publicKeyObject = (curve: Curve, raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([Buffer.from(publicPrefix[curve], 'hex'), raw]), format: 'der', type: 'spki' });

/** The pair of a raw 32-byte private key. */
export const keyPairOf = (curve: Curve, privateKey: Uint8Array): KeyPair => {
  const spki = createPublicKey(privateKeyObject(curve, privateKey)).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKey: new Uint8Array(spki.subarray(-32)) };
};

/** A fresh pair from the system's randomness. */
export const newKeyPair = (curve: Curve): KeyPair => keyPairOf(curve, new Uint8Array(randomBytes(32)));

const sealingKey = (secretOwner: Uint8Array, otherPublic: Uint8Array, ephemeralPublic: Uint8Array, readerPublic: Uint8Array): Uint8Array => {
  const secret = diffieHellman({ privateKey: privateKeyObject('X25519', secretOwner), publicKey: publicKeyObject('X25519', otherPublic) });
  return new Uint8Array(hkdfSync('sha256', secret, Buffer.concat([ephemeralPublic, readerPublic]), 'tirek/seal/1', 32));
};

const encrypt: CryptoPort['encrypt'] = (key, plain) => {
  const cipher = createCipheriv('aes-256-gcm', key, zeroNonce);
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
};

const decrypt: CryptoPort['decrypt'] = (key, body) => {
  if (key.length !== 32 || body.length < tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, zeroNonce, { authTagLength: tagLength });
  decipher.setAuthTag(body.subarray(-tagLength));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(body.subarray(0, -tagLength)), decipher.final()]));
  } catch {
    return undefined;
  }
};

/** What both ends know beforehand (PROTOCOL.md, "Dictionary"). zstd that was made without it unpacks with it as well. */
const dictionary = readFileSync(join(import.meta.dirname, '../../resources/sync/dictionary-1.bin'));

/** The {@link CryptoPort} on Node's OpenSSL and zlib. */
export const nodeCrypto: CryptoPort = {
  sha256: (bytes) => new Uint8Array(hash('sha256', bytes, 'buffer')),
  verify: (publicKey, message, signature) => {
    try {
      return publicKey.length === 32 && signature.length === 64 && verify(null, message, publicKeyObject('Ed25519', publicKey), signature);
    } catch {
      return false;
    }
  },
  sign: (privateKey, message) => new Uint8Array(sign(null, message, privateKeyObject('Ed25519', privateKey))),
  newContentKey: () => new Uint8Array(randomBytes(32)),
  newReadKeyPair: () => newKeyPair('X25519'),
  readKeyPairOf: (privateKey) => keyPairOf('X25519', privateKey),
  sealKey: (ephemeral, readerKey, contentKey) => encrypt(sealingKey(ephemeral.privateKey, readerKey, ephemeral.publicKey, readerKey), contentKey),
  openKey: (reader, ephemeralPublicKey, sealed) => {
    try {
      return decrypt(sealingKey(reader.privateKey, ephemeralPublicKey, ephemeralPublicKey, reader.publicKey), sealed);
    } catch {
      return undefined; // A point of small order: no secret follows from it.
    }
  },
  encrypt,
  decrypt,
  compress: (plain, effort) => {
    if (!effort) return new Uint8Array(zstdCompressSync(plain, { params: { [constants.ZSTD_c_compressionLevel]: 6, [constants.ZSTD_c_checksumFlag]: 1 } }));
    // The highest level pays only where there is much to look at, and takes long with a dictionary.
    const level = plain.length < 2048 || (effort === 'words' && plain.length < 16_384) ? 9 : 19;
    return new Uint8Array(zstdCompressSync(plain, { params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 0 }, ...(effort === 'words' ? { dictionary } : {}) }));
  },
  decompress: (bytes, maxBytes) => {
    try {
      return new Uint8Array(zstdDecompressSync(bytes, { maxOutputLength: maxBytes, dictionary, params: { [constants.ZSTD_d_windowLogMax]: windowLogMax } }));
    } catch {
      return undefined;
    }
  },
};
