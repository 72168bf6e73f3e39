import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';

/** Cost of argon2id (RFC 9106), kept beside each wrapped key so that it can rise later. */
export const PasswordCost = z.object({ memoryKiB: z.int().min(8).max(1_048_576), passes: z.int().min(1).max(20), lanes: z.int().min(1).max(8) });
export type PasswordCost = z.infer<typeof PasswordCost>;

/** 64 MiB and three passes: RFC 9106's second recommended option, what a laptop with 4 GB can spare; one lane, as it may have one free core. */
export const passwordCost: PasswordCost = { memoryKiB: 65_536, passes: 3, lanes: 1 };

/** The 32-byte key that wraps the data key: argon2id of the password (NFKC, so that it can be typed on another keyboard) and `salt` (16 bytes). */
export const stretchPassword = async (password: string, salt: Uint8Array, cost: PasswordCost): Promise<Uint8Array> =>
  // 2 = Argon2id; the package's enum is a const enum, which isolated modules cannot read
  new Uint8Array(await hashRaw(password.normalize('NFKC'), { algorithm: 2, salt, memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: cost.lanes, outputLen: 32 }));
