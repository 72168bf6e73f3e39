import { z } from 'zod';
import { base64urlOf, toBase64url } from '../base/base64url.ts';
import { DeviceId } from '../base/ids.ts';
import type { CryptoPort } from './crypto-port.ts';
import { findMessage } from './find-message.ts';
import { signedMessage } from './signed-message.ts';

/** A laptop's word that it made these entries: number and hash of each, signed over `signatureDomains.proof ‖ bytes`. Hashes say nothing of what is in the entries. */
export const EntryProof = z.object({ v: z.literal(1), device: DeviceId, entries: z.array(z.tuple([z.int().positive(), base64urlOf(32)])).max(20_000) });
export type EntryProof = z.infer<typeof EntryProof>;

/** Number → hash (base64url) of the entries that `proofs` show to be of `device`, whose key is `signKey`; a proof that does not hold counts for nothing. */
export const provenEntries = (port: Pick<CryptoPort, 'verify'>, device: string, signKey: Uint8Array, proofs: readonly { readonly bytes: Uint8Array; readonly signature: Uint8Array }[]): ReadonlyMap<number, string> =>
  new Map(proofs.flatMap(({ bytes, signature }) => {
    const proof = findMessage(EntryProof, bytes);
    return proof?.device === device && signature.length === 64 && port.verify(signKey, signedMessage('proof', bytes), signature) ? proof.entries : [];
  }));

/** True where every one of `entries` is among `proven`. */
export const areProven = (port: Pick<CryptoPort, 'sha256'>, proven: ReadonlyMap<number, string>, entries: readonly { readonly number: number; readonly bytes: Uint8Array }[]): boolean =>
  entries.every(({ number, bytes }) => proven.get(number) === toBase64url(port.sha256(bytes)));
