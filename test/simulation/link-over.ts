import { findParts } from '../../shared/sync/parts.ts';
import type { RawLink } from '../../src-main/replica/platform/open-link.ts';
import type { Line } from './network.ts';

/** A warm link over the line of whatever sync is running; `say` answers at the other end. */
export const linkOver = (line: () => Line, say: (body: Uint8Array) => Promise<Uint8Array | undefined>): RawLink => {
  let isOpen = true;
  let [onBytes, onEnd]: [(bytes: Uint8Array) => void, () => void] = [() => undefined, () => undefined];
  const talk = async (bytes: Uint8Array): Promise<void> => {
    const answer = await line().talk(findParts(bytes)![0]!, say);
    if (!isOpen) return;
    if (answer.cut) isOpen = false;
    const half = answer.bytes.length >> 1;
    for (const piece of [answer.bytes.subarray(0, half), answer.bytes.subarray(half)]) if (piece.length > 0) onBytes(piece);
    if (answer.cut) onEnd();
  };
  return {
    write: (bytes) => void talk(bytes),
    listen: (bytes, end) => void ([onBytes, onEnd] = [bytes, end]),
    isOpen: () => isOpen,
    close: () => void (isOpen = false),
  };
};
