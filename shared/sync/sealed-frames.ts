import { z } from 'zod';
import { base64urlOf, findBase64urlBytes, toBase64url } from '../base/base64url.ts';
import { utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { KatoCode } from '../domain/kato.ts';
import type { CryptoPort, KeyPair, Sign } from './crypto-port.ts';
import { findMessage } from './find-message.ts';
import { limits } from './limits.ts';
import { findParts, packParts } from './parts.ts';
import { signedMessage } from './signed-message.ts';

/** Header of a frame that travels on a stick: sealed to the laptops it is for, as an envelope's content is, and signed by the centre (`frames`). `content`: SHA-256 of the body. */
const Header = z.object({
  v: z.literal(1),
  area: KatoCode,
  content: base64urlOf(32),
  ephemeral: base64urlOf(32),
  readers: z.array(z.object({ key: base64urlOf(32), sealed: base64urlOf(48) })).min(1).max(500),
});

const mostHeader = 128 * 1024;

/** A frame or chunk, byte for byte, for whoever holds one of `readers`: `parts(header, signature, body)`. */
export const sealFrame = (port: CryptoPort, sign: Sign, area: string, readers: readonly Uint8Array[], frame: Uint8Array): Uint8Array<ArrayBuffer> => {
  const [contentKey, ephemeral] = [port.newContentKey(), port.newReadKeyPair()];
  const body = port.encrypt(contentKey, frame);
  const header = utf8(canonicalJson({
    v: 1, area, content: toBase64url(port.sha256(body)), ephemeral: toBase64url(ephemeral.publicKey),
    readers: readers.map((key) => ({ key: toBase64url(key), sealed: toBase64url(port.sealKey(ephemeral, key, contentKey)) })),
  }));
  return packParts([header, sign(signedMessage('frames', header)), body]);
};

/** The frame in a file. `damaged`: not such a file, or not whole; `foreign`: of another centre, or not for this laptop. */
export const openFrame = (port: CryptoPort, serverSignKey: Uint8Array, reader: KeyPair, file: Uint8Array): Result<Uint8Array, 'damaged' | 'foreign'> => {
  const [headerBytes, signature, body, ...more] = findParts(file, 4) ?? [];
  if (!headerBytes || !signature || !body || more.length > 0 || headerBytes.length > mostHeader || body.length > limits.body) return err('damaged');
  const header = findMessage(Header, headerBytes);
  if (!header || header.content !== toBase64url(port.sha256(body))) return err('damaged');
  if (signature.length !== 64 || !port.verify(serverSignKey, signedMessage('frames', headerBytes), signature)) return err('foreign');
  const sealed = header.readers.find((one) => one.key === toBase64url(reader.publicKey))?.sealed;
  const key = sealed && port.openKey(reader, findBase64urlBytes(header.ephemeral)!, findBase64urlBytes(sealed)!);
  const frame = key && port.decrypt(key, body);
  return frame ? ok(frame) : err('foreign');
};
