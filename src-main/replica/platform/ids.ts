import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Where randomness and ids come from. */
export type Ids = {
  readonly random: (length: number) => Uint8Array;
  /** A new time-ordered UUID, lower case; the caller brands it. */
  readonly uuid: () => string;
};

/**
 * UUID version 7 (RFC 9562, section 6.2, method 1): 48 bits of milliseconds, then a 12-bit counter that rises within the
 * millisecond, so that the ids of one process are in the order they were made; 62 random bits.
 */
export const createIds = (clock: Clock, random: (length: number) => Uint8Array = (length) => new Uint8Array(randomBytes(length))): Ids => {
  let [last, counter] = [0, 0];
  return {
    random,
    uuid: () => {
      const bytes = random(10);
      const time = Math.max(clock.now(), last);
      if (time === last) counter += 1;
      else counter = bytes[8]!;
      last = counter > 0xfff ? time + 1 : time;
      counter &= 0xfff;
      const tail = [...bytes.subarray(0, 8)].map((byte, at) => (at === 0 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0')).join('');
      const head = last.toString(16).padStart(12, '0');
      return `${head.slice(0, 8)}-${head.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`;
    },
  };
};
