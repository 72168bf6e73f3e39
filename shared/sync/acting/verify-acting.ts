import { findBase64urlBytes } from '../../base/base64url.ts';
import type { Instant } from '../../base/instant.ts';
import type { VerifySignature } from '../crypto-port.ts';
import { findMessage } from '../find-message.ts';
import { signedMessage } from '../signed-message.ts';
import type { SignedStatement } from '../staff-statement.ts';
import { ActingStatement } from './acting-statement.ts';

/**
 * The statement in `signed` where one of the keys made its signature: those that `keysOf` knows of the supervisor who signs it at that moment (base64url Ed25519), or the centre's, which stands behind whatever it has checked once. Undefined where it is
 * of another district, or of nobody who may appoint.
 */
export const verifyActing = (verify: VerifySignature, centreKey: Uint8Array, keysOf: (supervisor: string, at: Instant) => readonly string[], district: string, signed: SignedStatement): ActingStatement | undefined => {
  const [bytes, signature] = [findBase64urlBytes(signed.bytes), findBase64urlBytes(signed.signature)];
  const read = bytes && findMessage(ActingStatement, bytes);
  if (!read || !signature || read.district !== district || (read.kind === 'appoint' && (read.to < read.from || read.staff === read.by))) return undefined;
  const message = signedMessage('order', bytes);
  const own = read.by === null ? [] : keysOf(read.by, read.at).flatMap((key) => findBase64urlBytes(key) ?? []);
  return [centreKey, ...own].some((key) => verify(key, message, signature)) ? read : undefined;
};
