import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A new time-ordered UUID (version 7, RFC 9562). */
export const newId = (): string => v7();

/** `count` bytes from the system's randomness. */
export const newSecret = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
