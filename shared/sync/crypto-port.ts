/** SHA-256 of `bytes`, 32 bytes. Given by the composition root, since shared code has no crypto of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Ed25519: true where `signature` (64 bytes) of `message` was made by the owner of `publicKey` (32 bytes). Never throws. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Ed25519 signature (64 bytes) of `message` with a key that the signer holds. */
export type Sign = (message: Uint8Array) => Uint8Array;

/** Raw 32-byte keys, Ed25519 or X25519 (RFC 8032 seed, RFC 7748 scalar, and the point each leads to). */
export type KeyPair = { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };

/**
 * What the protocol needs of a crypto library: only algorithms that both OpenSSL (Node) and BoringSSL (Electron) have.
 * Nothing here throws on bytes from outside: what cannot be opened is undefined.
 */
export type CryptoPort = {
  readonly sha256: Sha256;
  readonly verify: VerifySignature;
  /** Ed25519 signature by the 32-byte seed `privateKey`. */
  readonly sign: (privateKey: Uint8Array, message: Uint8Array) => Uint8Array;
  /** A fresh random 32-byte key: each encrypts one body only. */
  readonly newContentKey: () => Uint8Array;
  /** A fresh X25519 pair: each seals one envelope only. */
  readonly newReadKeyPair: () => KeyPair;
  /** The X25519 pair of a private key that both ends of a link derive. */
  readonly readKeyPairOf: (privateKey: Uint8Array) => KeyPair;
  /** The 48 bytes that carry `contentKey` to the owner of X25519 key `readerKey`, as `envelope.ts` says. Throws where `readerKey` is no point. */
  readonly sealKey: (ephemeral: KeyPair, readerKey: Uint8Array, contentKey: Uint8Array) => Uint8Array;
  /** The content key in `sealed`, or undefined where it is not for the owner of `reader` or was altered. */
  readonly openKey: (reader: KeyPair, ephemeralPublicKey: Uint8Array, sealed: Uint8Array) => Uint8Array | undefined;
  /** AES-256-GCM under a key used once (nonce: 12 zero bytes); the 16-byte tag stands at the end. */
  readonly encrypt: (contentKey: Uint8Array, plain: Uint8Array) => Uint8Array;
  readonly decrypt: (contentKey: Uint8Array, body: Uint8Array) => Uint8Array | undefined;
  /** zstd with its checksum; `hard` and `words`: without it, for what has a checksum around it, as small as it gets; `words` with the help of the dictionary. */
  readonly compress: (plain: Uint8Array, effort?: 'hard' | 'words') => Uint8Array;
  /** The plain bytes, or undefined where they are not zstd or would exceed `maxBytes` (a bomb is given up at the limit, not after it). */
  readonly decompress: (bytes: Uint8Array, maxBytes: number) => Uint8Array | undefined;
};
