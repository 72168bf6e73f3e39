import { toBase64url } from '../base/base64url.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { CryptoPort } from './crypto-port.ts';
import { EnvelopeHeader } from './envelope.ts';
import { findMessage } from './find-message.ts';
import { limits } from './limits.ts';
import type { RefusalCode } from './messages.ts';
import { findParts } from './parts.ts';

/** An envelope whose structure holds and whose body is the one its header names; who made it is not proved yet. `hash` is of the whole bytes. */
export type ParsedEnvelope = {
  readonly header: EnvelopeHeader;
  readonly headerBytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
};

/** Why an envelope cannot be read. */
export type EnvelopeFault = Extract<RefusalCode, 'tooLarge' | 'malformed' | 'badSignature'>;

/** The envelope in `bytes` as far as can be told without any key: read `header.device`, fetch that device's key, then `openEnvelope`. */
export const parseEnvelope = (port: Pick<CryptoPort, 'sha256'>, bytes: Uint8Array): Result<ParsedEnvelope, EnvelopeFault> => {
  if (bytes.length > limits.envelope) return err('tooLarge');
  const [headerBytes, signature, body, ...more] = findParts(bytes, 4) ?? [];
  if (!headerBytes || !signature || !body || more.length > 0 || headerBytes.length > limits.envelopeHeader || signature.length !== 64) return err('malformed');
  const header = findMessage(EnvelopeHeader, headerBytes);
  if (!header || header.dictionary !== 0 || header.content !== toBase64url(port.sha256(body))) return err('malformed');
  return ok({ header, headerBytes, signature, body, hash: port.sha256(bytes) });
};
