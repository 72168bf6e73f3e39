import { concatBytes, utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import type { CryptoPort } from './crypto-port.ts';
import type { FrameHeader } from './frame.ts';
import { packItems } from './columns/items-columns.ts';
import { limits } from './limits.ts';
import { packParts } from './parts.ts';

/** A frame's bytes. `items` are the JSON texts of its items as they were stored, without line breaks: nothing is written anew. */
export const encodeFrame = (port: Pick<CryptoPort, 'compress' | 'sha256'>, header: FrameHeader, items: readonly string[]): Uint8Array<ArrayBuffer> => {
  const [head, body] = [utf8(canonicalJson(header)), port.compress(utf8(items.join('\n')))];
  return packParts([head, body, port.sha256(concatBytes(head, body)).subarray(0, 8)]);
};

/** The same with the items in columns: about a quarter of the bytes for a thousand people, and slow to make. For what is made once and sent often. */
export const encodeColumnFrame = (port: Pick<CryptoPort, 'compress' | 'decompress' | 'sha256'>, header: FrameHeader, items: readonly string[]): Uint8Array<ArrayBuffer> => {
  const body = packItems(items, port.compress, (bytes) => port.decompress(bytes, limits.frameContent));
  const head = utf8(canonicalJson({ ...header, as: 'columns' } satisfies FrameHeader));
  return packParts([head, body, port.sha256(concatBytes(head, body)).subarray(0, 8)]);
};
