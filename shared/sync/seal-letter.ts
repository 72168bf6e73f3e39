import { findBase64urlBytes, toBase64url } from '../base/base64url.ts';
import { utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { CryptoPort, KeyPair, Sign } from './crypto-port.ts';
import { findMessage } from './find-message.ts';
import { limits } from './limits.ts';
import { encodeLetter, findLetter, LetterHeader, type LetterContent } from './office-letter.ts';
import { findParts, packParts } from './parts.ts';
import { signedMessage } from './signed-message.ts';

type LetterFrom = Pick<LetterHeader, 'area' | 'device' | 'at'> & { readonly readers: readonly Uint8Array[] };

/** A letter for the other laptops of the office. There is no key that they share: it is sealed to the reading key of each, so that one that is revoked reads nothing that is written after it. */
export const sealLetter = (port: CryptoPort, sign: Sign, { area, device, at, readers }: LetterFrom, content: LetterContent): Uint8Array<ArrayBuffer> => {
  const [contentKey, ephemeral] = [port.newContentKey(), port.newReadKeyPair()];
  const body = port.encrypt(contentKey, port.compress(encodeLetter(content)));
  const header: LetterHeader = {
    v: 1, area, device, at, content: toBase64url(port.sha256(body)), ephemeral: toBase64url(ephemeral.publicKey),
    readers: readers.map((key) => ({ key: toBase64url(key), sealed: toBase64url(port.sealKey(ephemeral, key, contentKey)) })),
  };
  const headerBytes = utf8(canonicalJson(header));
  return packParts([headerBytes, sign(signedMessage('letter', headerBytes)), body]);
};

/** A letter as far as can be told without a key: who says that it wrote it. */
export type ParsedLetter = { readonly header: LetterHeader; readonly headerBytes: Uint8Array; readonly signature: Uint8Array; readonly body: Uint8Array };

/** The letter in `bytes`, undefined where they are none or not whole. Who wrote it is not proved yet. */
export const findSealedLetter = (port: Pick<CryptoPort, 'sha256'>, bytes: Uint8Array): ParsedLetter | undefined => {
  const [headerBytes, signature, body, ...more] = bytes.length > limits.letter ? [] : (findParts(bytes, 4) ?? []);
  if (!headerBytes || !signature || !body || more.length > 0 || headerBytes.length > limits.envelopeHeader || signature.length !== 64) return undefined;
  const header = findMessage(LetterHeader, headerBytes);
  return header?.content === toBase64url(port.sha256(body)) ? { header, headerBytes, signature, body } : undefined;
};

/** What a letter says. `foreign`: not signed with `signKey`, or not for `reader`; `damaged`: what it holds is no letter. */
export const openLetter = (port: CryptoPort, signKey: Uint8Array, reader: KeyPair, { header, headerBytes, signature, body }: ParsedLetter): Result<LetterContent, 'damaged' | 'foreign'> => {
  if (!port.verify(signKey, signedMessage('letter', headerBytes), signature)) return err('foreign');
  const own = toBase64url(reader.publicKey);
  const sealed = header.readers.find(({ key }) => key === own)?.sealed;
  const key = sealed && port.openKey(reader, findBase64urlBytes(header.ephemeral)!, findBase64urlBytes(sealed)!);
  const packed = key && port.decrypt(key, body);
  if (!packed) return err('foreign');
  const plain = port.decompress(packed, limits.letterContent);
  const content = plain && findLetter(plain);
  return content ? ok(content) : err('damaged');
};
