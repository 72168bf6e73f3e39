import { concatBytes } from '../base/bytes.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { CryptoPort } from './crypto-port.ts';
import { findItems as findColumnItems } from './columns/items-columns.ts';
import { findMessage } from './find-message.ts';
import { FrameHeader, StreamItem } from './frame.ts';
import { limits } from './limits.ts';
import { findParts } from './parts.ts';

/** The frame in `bytes` with its items still packed, or 'malformed' where a single byte is wrong. */
export const openFrame = (port: Pick<CryptoPort, 'sha256'>, bytes: Uint8Array): Result<{ header: FrameHeader; body: Uint8Array }, 'malformed'> => {
  const [head, body, check, ...more] = findParts(bytes, 4) ?? [];
  if (!head || !body || check?.length !== 8 || more.length > 0) return err('malformed');
  const sum = port.sha256(concatBytes(head, body));
  if (!check.every((byte, index) => byte === sum[index])) return err('malformed');
  const header = findMessage(FrameHeader, head);
  return !header || header.from > header.to || header.to > header.head ? err('malformed') : ok({ header, body });
};

/** The frame in `bytes`: all of its items or, where a single byte is wrong, none. */
export const decodeFrame = (port: Pick<CryptoPort, 'decompress' | 'sha256'>, bytes: Uint8Array): Result<{ header: FrameHeader; items: StreamItem[] }, 'malformed'> => {
  const opened = openFrame(port, bytes);
  if (!opened.ok) return opened;
  const { header, body } = opened.value;
  const unpack = (packed: Uint8Array) => port.decompress(packed, limits.frameContent);
  const items = header.as === 'columns' ? findColumnItems(body, unpack) : findItems(unpack(body));
  return items?.length === header.items ? ok({ header, items }) : err('malformed');
};

/** The items of NDJSON `plain`; line breaks inside strings are escaped in JSON, so one byte 10 is always the end of an item. */
const findItems = (plain: Uint8Array | undefined): StreamItem[] | undefined => {
  if (!plain) return undefined;
  const items: StreamItem[] = [];
  for (let at = 0; at < plain.length; ) {
    const found = plain.indexOf(10, at);
    const end = found === -1 ? plain.length : found;
    const item = findMessage(StreamItem, plain.subarray(at, end));
    if (!item) return undefined;
    items.push(item);
    at = end + 1;
  }
  return items;
};
