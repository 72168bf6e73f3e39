import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { base64urlOf } from '../../../shared/base/base64url.ts';
import { DeviceId } from '../../../shared/base/ids.ts';
import { Instant } from '../../../shared/base/instant.ts';
import { KatoCode } from '../../../shared/domain/kato.ts';
import { PasswordCost } from './stretch-password.ts';
import { writeFileWhole } from './write-file.ts';

const wrapped = base64urlOf(12 + 32 + 16);

/**
 * What one member of staff opens the replica with: both keys are wrapped by argon2id of the password. Names and roles are in the encrypted replica.
 * `sealed`: a new data key, sealed to the person's signing key (`seal-to-staff.ts`) because nobody but they know their password. Beside `dataKey` the file still has to be
 * given the new key; alone it is the key, until the person next unlocks and it is wrapped by their password.
 */
export const StaffKeys = z.object({
  login: z.string().max(40), salt: base64urlOf(16), cost: PasswordCost, dataKey: wrapped.nullable(), signKey: wrapped, signPublic: base64urlOf(32), sealed: base64urlOf(32 + 32 + 16).optional(),
});
export type StaffKeys = z.infer<typeof StaffKeys>;

/**
 * `keys.json` in the profile: all that is kept outside the encrypted replica. Nothing in it is about a person of the registry.
 * `device` is null until the centre has granted a certificate; it is there for the screen before unlocking, and is never trusted.
 * `failures`: wrong passwords since the last right one; `byLogin` lets a right password forgive its own only.
 */
export const KeyFile = z.object({
  v: z.literal(1),
  device: z.object({ id: DeviceId, name: z.string().max(120), area: KatoCode, training: z.boolean() }).nullable(),
  staff: z.array(StaffKeys).max(100),
  /** The centre's access was taken from this laptop: when its data was erased here, how many entries it had handed in before, and how many files it alone had, of records that the centre has not taken. Nothing is left but this. */
  revoked: z.object({ at: Instant, handedIn: z.int().nonnegative(), filesLost: z.int().positive().optional() }).optional(),
  failures: z.object({ byLogin: z.record(z.string(), z.int().nonnegative()), other: z.int().nonnegative(), last: z.number().nonnegative() }),
});
export type KeyFile = z.infer<typeof KeyFile>;

/** A profile without keys. */
export const emptyKeyFile: KeyFile = { v: 1, device: null, staff: [], failures: { byLogin: {}, other: 0, last: 0 } };

/** The key file at `path`; the empty one where there is none; undefined where what is there cannot be one. */
export const findKeyFile = (path: string): KeyFile | undefined => {
  if (!existsSync(path)) return emptyKeyFile;
  try {
    return KeyFile.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
};

/** Writes the key file whole. */
export const writeKeyFile = (path: string, keys: KeyFile): void => writeFileWhole(path, `${JSON.stringify(keys, null, 1)}\n`);
