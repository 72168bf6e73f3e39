import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { DeviceId } from '../base/ids.ts';

/**
 * Header of an envelope. An envelope is `packParts([header JSON, signature, body])`: one format for the wire, for USB and for a supervisor who
 * carries others' work. The signature is the device's (or its carrier's) Ed25519 over `signatureDomains.envelope ‖ header bytes`; `content` binds the body.
 * Body = AES-256-GCM (nonce 12 zero bytes: the key is used once) of zstd of {@link EnvelopeContent}; its 32-byte key is sealed to each reader:
 * X25519 of `ephemeral` with the reader's key → HKDF-SHA-256 (salt = ephemeral ‖ reader key, info 'tirek/seal/1') → AES-256-GCM of the content key.
 */
export const EnvelopeHeader = z.object({
  v: z.literal(1),
  device: DeviceId,
  /** The laptop of the same office that hands in entries of `device` and signs in its place; `proofs` inside show that `device` made them. */
  carrier: DeviceId.optional(),
  first: z.int().positive(),
  last: z.int().positive(),
  /** SHA-256 of the device's envelope before (its whole bytes), 32 zero bytes for the first. */
  previous: base64urlOf(32),
  /** Version of the documents' schemas that the device wrote. There is one so far: the centre judges every entry by its own schemas and lifts nothing. */
  schema: z.int().positive(),
  /** Compression dictionary, 0 for none. */
  dictionary: z.int().nonnegative(),
  /** SHA-256 of the body. */
  content: base64urlOf(32),
  ephemeral: base64urlOf(32),
  readers: z.array(z.object({ key: base64urlOf(32), sealed: base64urlOf(48) })).min(1).max(16),
});
export type EnvelopeHeader = z.infer<typeof EnvelopeHeader>;

/**
 * What is inside, encoded by `envelope-content.ts`. The numbers stand beside the entries, so that a receipt can name an entry whose bytes
 * nobody can read any more (a damaged journal row must not stop the queue behind it). They rise.
 */
export type EnvelopeContent = {
  readonly manifests: readonly { readonly bytes: Uint8Array; readonly signature: Uint8Array }[];
  readonly entries: readonly { readonly number: number; readonly bytes: Uint8Array }[];
  /** Of a carried envelope alone: what the entries' maker signed (`entry-proof.ts`). */
  readonly proofs?: readonly { readonly bytes: Uint8Array; readonly signature: Uint8Array }[];
};
