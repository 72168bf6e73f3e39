import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { verifyActing } from '../../../shared/sync/acting/verify-acting.ts';
import { isInForce } from '../../../shared/sync/key-in-force.ts';
import type { SignedStatement } from '../../../shared/sync/staff-statement.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { WritableDb } from '../store/db.ts';
import { putActing } from '../store/acting-orders.ts';
import { findOfficeRoster } from './office-roster.ts';

/**
 * Writes, within a transaction, those of the statements that a supervisor of this office signed, on any of its laptops, or the centre; others are passed over. `told`: they came from the centre. A person who acts under an order appoints
 * nobody: roles are those that the operator gave.
 */
export const takeActing = (host: Host, db: WritableDb, statements: readonly SignedStatement[], told: boolean): void => {
  const { certificate } = getOffice(host);
  const own = (findDeviceSetting(db, 'device.staff') ?? []).map(({ id, roles, signKey }) => ({ staff: id, roles, key: signKey, until: undefined }));
  const signers = [...own, ...(findOfficeRoster(db)?.staff ?? [])].filter(({ roles }) => roles.includes('supervisor'));
  const keysOf = (supervisor: string, at: Instant) => signers.filter(({ staff, until }) => staff === supervisor && isInForce({ until }, at)).map(({ key }) => key);
  for (const signed of statements)
    if (verifyActing(host.crypto.verify, findBase64urlBytes(certificate.serverSignKey)!, keysOf, certificate.area, signed)) putActing(db, toBase64url(host.crypto.sha256(findBase64urlBytes(signed.bytes)!)), signed, told);
};
