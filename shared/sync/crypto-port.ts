/** SHA-256 of `bytes`, 32 bytes. Given by the composition root, since shared code has no crypto of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Ed25519: true where `signature` (64 bytes) of `message` was made by the owner of `publicKey` (32 bytes). Never throws. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Ed25519 signature (64 bytes) of `message` with a key that the signer holds. */
export type Sign = (message: Uint8Array) => Uint8Array;
