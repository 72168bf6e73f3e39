import { concatBytes, utf8 } from '../../shared/base/bytes.ts';

/** The id of what the centre makes because of an entry: the first 16 bytes of SHA-256 of `purpose` ‖ SHA-256(entry), as a UUID of version 8 (RFC 9562, 5.8). Made from the entry alone, so that the same found again after a restore is the same document. */
export const hashedId = (sha256: (bytes: Uint8Array) => Uint8Array, purpose: string, entry: Uint8Array): string => {
  const bytes = [...sha256(concatBytes(utf8(purpose), sha256(entry))).subarray(0, 16)];
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** The id of the dispute that begins with an entry. */
export const taskIdOf = (sha256: (bytes: Uint8Array) => Uint8Array, entry: Uint8Array): string => hashedId(sha256, 'tirek/task/1', entry);
