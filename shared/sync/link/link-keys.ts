import { concatBytes, utf8 } from '../../base/bytes.ts';
import type { CryptoPort } from '../crypto-port.ts';

const purposes = { content: 1, ephemeral: 2, message: 3 } as const;

/**
 * A key of envelope `number` of a link: SHA-256 of `tirek/link/1` ‖ the link's secret ‖ the number (8 bytes, big-endian) ‖ one byte of purpose. The secret is 32 random bytes
 * that only the device and the centre know, and each key is used once, so nobody else can tell it from chance.
 */
export const linkKey = (sha256: CryptoPort['sha256'], secret: Uint8Array, number: number, purpose: keyof typeof purposes): Uint8Array => {
  const count = new Uint8Array(8);
  new DataView(count.buffer).setBigUint64(0, BigInt(number));
  return sha256(concatBytes(utf8('tirek/link/1'), secret, count, Uint8Array.of(purposes[purpose])));
};

/** Content of up to so many bytes is stored in one block of zstd. */
export const mostStored = 100_000;

/** zstd that packs nothing: one raw block (RFC 8878, 3.1.1), the same bytes whoever writes it. At most {@link mostStored} bytes. */
const storedZstd = (plain: Uint8Array): Uint8Array => {
  if (plain.length > mostStored) throw new RangeError('too long for one block');
  const header = (plain.length << 3) | 1;
  return concatBytes(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, plain.length & 255, (plain.length >> 8) & 255, plain.length >> 16, 0, header & 255, (header >> 8) & 255, header >> 16), plain);
};

/** The port with which envelope `number` of a link is sealed: everything about it follows from the link's secret, so that the centre can make the very same bytes. */
export const linkPort = (port: CryptoPort, secret: Uint8Array, number: number): CryptoPort => ({
  ...port,
  newContentKey: () => linkKey(port.sha256, secret, number, 'content'),
  newReadKeyPair: () => port.readKeyPairOf(linkKey(port.sha256, secret, number, 'ephemeral')),
  compress: storedZstd,
});
