/** Size limits of the protocol, in bytes. Both sides hold them before they allocate, parse or write. */
export const limits = {
  /** One request or reply body. */
  body: 17 * 1024 * 1024,
  /** The body of a request that brings no envelopes, letters or chunks. */
  message: 1024 * 1024,
  /** One envelope as sent. */
  envelope: 16 * 1024 * 1024,
  /** What an envelope may unpack to: a bomb is given up here. */
  envelopeContent: 64 * 1024 * 1024,
  envelopeHeader: 16 * 1024,
  /** Entries in one envelope. */
  entries: 20_000,
  manifests: 1000,
  /** Proofs in a carried envelope. */
  proofs: 1000,
  /** One letter between the laptops of an office, and what it may unpack to. */
  letter: 1024 * 1024,
  letterContent: 8 * 1024 * 1024,
  /** One journal entry. */
  entry: 256 * 1024,
  /** What a frame may unpack to. */
  frameContent: 16 * 1024 * 1024,
  /** A document as stored, JSON. */
  document: 512 * 1024,
} as const;
