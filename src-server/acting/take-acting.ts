import { toBase64url, findBase64urlBytes } from '../../shared/base/base64url.ts';
import type { Instant } from '../../shared/base/instant.ts';
import { actingTerms, type ActingTerm } from '../../shared/sync/acting/acting-term.ts';
import { ActingStatement } from '../../shared/sync/acting/acting-statement.ts';
import { verifyActing } from '../../shared/sync/acting/verify-acting.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { isInForce } from '../../shared/sync/key-in-force.ts';
import type { SignedStatement } from '../../shared/sync/staff-statement.ts';
import type { SyncCentre } from '../centre.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { StaffKey } from '../store/staff.ts';

/**
 * Keeps the orders that a supervisor of `area` signed, as `keys` know its people (an acting one appoints nobody: their roles are those of the operator's list), or the centre itself. Others are passed over. Again and again with the
 * same effect.
 */
export const takeActing = async (centre: SyncCentre, tables: CentreTables, area: string, keys: readonly StaffKey[], statements: readonly SignedStatement[]): Promise<void> => {
  const keysOf = (supervisor: string, at: Instant) => keys.filter((row) => row.staff === supervisor && row.roles.includes('supervisor') && isInForce(row, at)).map((row) => row.key);
  for (const signed of statements) {
    if (!verifyActing(centre.crypto.verify, centre.keys.sign.publicKey, keysOf, area, signed)) continue;
    await tables.putActing(area, { ...signed, hash: toBase64url(centre.crypto.sha256(findBase64urlBytes(signed.bytes)!)) });
  }
};

/** The orders of an area that the centre has, each with its end. */
export const readActing = async (tables: CentreTables, area: string): Promise<ActingTerm[]> =>
  actingTerms((await tables.listActing(area, 0)).flatMap(({ bytes }) => findMessage(ActingStatement, findBase64urlBytes(bytes) ?? new Uint8Array()) ?? []));
