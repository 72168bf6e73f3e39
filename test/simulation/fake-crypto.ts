import { hash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { concatBytes, utf8 } from '../../shared/base/bytes.ts';
import type { CryptoPort, KeyPair } from '../../shared/sync/crypto-port.ts';
import type { Chance } from './chance.ts';

const sha256 = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(hash('sha256', parts.length === 1 ? parts[0]! : concatBytes(...parts), 'buffer'));
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
const [keyTag, signTag, sealTag, bodyTag] = [utf8('public'), utf8('sign'), utf8('seal'), utf8('body')];

/** The pair of a private key: here too the public one follows from it and not the other way. */
export const fakeKeyPair = (privateKey: Uint8Array): KeyPair => ({ privateKey, publicKey: sha256(keyTag, privateKey) });

/** What a warm link seals is zstd that its ends write themselves, one raw block: that is read as it is. */
const isZstd = (bytes: Uint8Array) => bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
const unstored = (bytes: Uint8Array, maxOutputLength: number): Uint8Array | undefined => {
  try {
    return new Uint8Array(zstdDecompressSync(bytes, { maxOutputLength }));
  } catch {
    return undefined;
  }
};

/**
 * A {@link CryptoPort} a hundred times quicker than the real one, deterministic, and honest within a history: SHA-256 is real; a signature is a keyed hash
 * that `verify` recomputes by looking the private key up among `pairs` (so a wrong key, message or signature fails); a sealed key opens only for its
 * reader; a changed byte in a body or in compressed bytes is noticed. It hides nothing: the real algorithms are tested elsewhere (test/unit/sync, vectors).
 */
export const createFakeCrypto = (chance: Chance, pairs: readonly KeyPair[]): CryptoPort => {
  const privateOf = new Map(pairs.map((pair) => [Buffer.from(pair.publicKey).toString('latin1'), pair.privateKey]));
  const sign = (privateKey: Uint8Array, message: Uint8Array) => {
    const half = sha256(signTag, privateKey, message);
    return concatBytes(half, half);
  };
  const checked = (key: Uint8Array, bytes: Uint8Array) => concatBytes(bytes, sha256(bodyTag, key, bytes).subarray(0, 16));
  const unchecked = (key: Uint8Array, bytes: Uint8Array): Uint8Array | undefined => {
    const plain = bytes.subarray(0, -16);
    return bytes.length >= 16 && same(sha256(bodyTag, key, plain).subarray(0, 16), bytes.subarray(-16)) ? plain : undefined;
  };
  const pad = (ephemeral: Uint8Array, reader: Uint8Array) => sha256(sealTag, ephemeral, reader);
  const mixed = (a: Uint8Array, b: Uint8Array) => a.map((byte, at) => byte ^ b[at]!);
  const noKey = new Uint8Array();
  return {
    sha256,
    sign,
    verify: (publicKey, message, signature) => {
      const privateKey = privateOf.get(Buffer.from(publicKey).toString('latin1'));
      return privateKey !== undefined && same(sign(privateKey, message), signature);
    },
    newContentKey: () => chance.bytes(32),
    newReadKeyPair: () => fakeKeyPair(chance.bytes(32)),
    readKeyPairOf: fakeKeyPair,
    sealKey: (ephemeral, reader, contentKey) => checked(reader, mixed(contentKey, pad(ephemeral.publicKey, reader))),
    openKey: (reader, ephemeral, sealed) => {
      const inside = same(fakeKeyPair(reader.privateKey).publicKey, reader.publicKey) ? unchecked(reader.publicKey, sealed) : undefined;
      return inside && mixed(inside, pad(ephemeral, reader.publicKey));
    },
    encrypt: checked,
    decrypt: unchecked,
    compress: (plain) => checked(noKey, plain),
    decompress: (bytes, maxBytes) => {
      const plain = isZstd(bytes) ? unstored(bytes, maxBytes) : unchecked(noKey, bytes);
      return plain && plain.length <= maxBytes ? plain : undefined;
    },
  };
};
