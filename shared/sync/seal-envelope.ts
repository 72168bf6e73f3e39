import { toBase64url } from '../base/base64url.ts';
import { utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import type { CryptoPort, Sign } from './crypto-port.ts';
import type { EnvelopeContent, EnvelopeHeader } from './envelope.ts';
import { encodeContent } from './envelope-content.ts';
import { packParts } from './parts.ts';
import { signedMessage } from './signed-message.ts';

/** What goes into an envelope. `readers` are X25519 public keys (the centre's, the supervisor's office's); `previous` is the hash of the device's envelope before. */
export type EnvelopeInput = EnvelopeContent & {
  readonly device: EnvelopeHeader['device'];
  /** Who hands in and signs for `device`; then there are `proofs`. */
  readonly carrier?: EnvelopeHeader['device'];
  readonly previous: Uint8Array;
  readonly readers: readonly Uint8Array[];
  readonly schema: number;
};

/** The envelope's bytes, as `envelope.ts` describes them. Keep them until their receipt has come: a retry sends the same bytes. Throws on no entries or falling numbers. */
export const sealEnvelope = (port: CryptoPort, sign: Sign, input: EnvelopeInput): Uint8Array<ArrayBuffer> => {
  const [first, last] = [input.entries[0], input.entries.at(-1)];
  if (!first || !last) throw new RangeError('sealEnvelope: no entries');
  const [contentKey, ephemeral] = [port.newContentKey(), port.newReadKeyPair()];
  const body = port.encrypt(contentKey, port.compress(encodeContent(input)));
  const header: EnvelopeHeader = {
    v: 1,
    device: input.device,
    ...(input.carrier ? { carrier: input.carrier } : {}),
    first: first.number,
    last: last.number,
    previous: toBase64url(input.previous),
    schema: input.schema,
    dictionary: 0,
    content: toBase64url(port.sha256(body)),
    ephemeral: toBase64url(ephemeral.publicKey),
    readers: input.readers.map((key) => ({ key: toBase64url(key), sealed: toBase64url(port.sealKey(ephemeral, key, contentKey)) })),
  };
  const headerBytes = utf8(canonicalJson(header));
  return packParts([headerBytes, sign(signedMessage('envelope', headerBytes)), body]);
};
