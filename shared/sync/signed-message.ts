import { concatBytes, utf8 } from '../base/bytes.ts';
import { signatureDomains } from './batch-manifest.ts';
import type { Sha256 } from './crypto-port.ts';

/** What is signed for `bytes` in the protocol: the purpose, then the bytes. */
export const signedMessage = (domain: keyof typeof signatureDomains, bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  concatBytes(utf8(signatureDomains[domain]), bytes);

/** What a device signs for one POST /sync: `session` is its 16 raw bytes, `number` goes in as 8 bytes, big-endian. */
export const requestMessage = (sha256: Sha256, session: Uint8Array, number: number, body: Uint8Array): Uint8Array<ArrayBuffer> => {
  const count = new Uint8Array(8);
  new DataView(count.buffer).setBigUint64(0, BigInt(number));
  return signedMessage('request', concatBytes(session, count, sha256(body)));
};
