import { concatBytes } from '../../../shared/base/bytes.ts';
import { lifeMilliseconds, noticeByte } from '../../../shared/sync/link/notice.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import type { RawLink } from '../platform/open-link.ts';

const life = packParts([new Uint8Array()]);

/** A length (LEB128, four bytes at most) and where what it measures begins; undefined where it is not whole yet, null where it is none. */
const findLength = (bytes: Uint8Array): { readonly length: number; readonly end: number } | null | undefined => {
  const last = bytes.findIndex((byte) => byte < 128);
  if (last === -1) return bytes.length > 4 ? null : undefined;
  return last > 4 ? null : { length: bytes.subarray(0, last + 1).reduceRight((sum, byte) => sum * 128 + (byte & 127), 0), end: last + 1 };
};

/**
 * The link without the centre's notices and signs of life (PROTOCOL.md, "Notices"), which stand between answers: they are told to `onNotice` and `onLife`. All else goes through as it comes. Says
 * a sign of life now and then until the link is closed.
 */
export const hearNotices = (link: RawLink, onNotice: () => void, onLife: () => void): RawLink => {
  let [onBytes, onEnd]: [(bytes: Uint8Array) => void, () => void] = [() => undefined, () => undefined];
  let [left, head] = [0, new Uint8Array()];
  const take = (bytes: Uint8Array): void => {
    let rest = bytes;
    while (rest.length > 0) {
      if (left > 0) {
        const part = rest.subarray(0, left);
        left -= part.length;
        rest = rest.subarray(part.length);
        onBytes(part);
        continue;
      }
      head = concatBytes(head, rest);
      const found = findLength(head);
      if (found === undefined || (found?.length === 1 && head.length === found.end)) return;
      const between = found?.length === 0 ? 0 : found?.length === 1 && head[found.end] === noticeByte ? 1 : undefined;
      if (found && between !== undefined) {
        rest = head.subarray(found.end + between);
        head = new Uint8Array();
        (between === 0 ? onLife : onNotice)();
        continue;
      }
      // A length that is none is for whoever reads the answer to refuse.
      const message = found ? head.subarray(0, found.end + found.length) : head;
      left = found ? found.end + found.length - message.length : 0;
      rest = head.subarray(message.length);
      head = new Uint8Array();
      onBytes(message);
    }
  };
  const timer = setInterval(() => (link.isOpen() ? link.write(life) : clearInterval(timer)), lifeMilliseconds);
  timer.unref();
  link.listen(take, () => (clearInterval(timer), onEnd()));
  return {
    ...link,
    listen: (bytes, end) => void ([onBytes, onEnd] = [bytes, end]),
    close: () => (clearInterval(timer), link.close()),
  };
};
