import type { Random } from './random.ts';

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** A UUID of version 7 (RFC 9562) for a moment in milliseconds since 1970, with 74 bits of `random`. */
export const makeTimeOrderedId = (milliseconds: number, random: Random): string => {
  const time = hex(milliseconds, 12);
  const one = random.bits();
  const two = random.bits();
  const three = random.bits();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(one >>> 20, 3)}-${hex(0x8000 | (one & 0x3fff), 4)}-${hex(two >>> 16, 4)}${hex(three, 8)}`;
};
