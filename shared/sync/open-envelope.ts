import { findBase64urlBytes, toBase64url } from '../base/base64url.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { CryptoPort, KeyPair } from './crypto-port.ts';
import type { EnvelopeContent } from './envelope.ts';
import { findContent } from './envelope-content.ts';
import { limits } from './limits.ts';
import type { EnvelopeFault, ParsedEnvelope } from './parse-envelope.ts';
import { signedMessage } from './signed-message.ts';

/** What the reader holds: the maker's Ed25519 key (of `envelope.header.device`, as the reader knows it) and the reader's own X25519 pair. */
export type EnvelopeKeys = { readonly signKey: Uint8Array; readonly reader: KeyPair };

/** The content of a parsed envelope. The signature is checked before anything is decrypted, the tag before anything is unpacked. */
export const openEnvelope = (port: CryptoPort, keys: EnvelopeKeys, envelope: ParsedEnvelope): Result<EnvelopeContent, EnvelopeFault> => {
  const { header, headerBytes, signature, body } = envelope;
  if (!port.verify(keys.signKey, signedMessage('envelope', headerBytes), signature)) return err('badSignature');
  const ours = toBase64url(keys.reader.publicKey);
  const sealed = header.readers.find((reader) => reader.key === ours)?.sealed;
  const contentKey = sealed && port.openKey(keys.reader, findBase64urlBytes(header.ephemeral)!, findBase64urlBytes(sealed)!);
  const packed = contentKey && port.decrypt(contentKey, body);
  const plain = packed && port.decompress(packed, limits.envelopeContent);
  const content = plain && findContent(plain);
  if (!content || content.entries[0]?.number !== header.first || content.entries.at(-1)?.number !== header.last) return err('malformed');
  return ok(content);
};
