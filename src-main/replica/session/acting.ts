import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { ActingStatement } from '../../../shared/sync/acting/acting-statement.ts';
import { actingTerms, type ActingTerm } from '../../../shared/sync/acting/acting-term.ts';
import { findActing } from '../../../shared/sync/acting/find-acting.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { Role } from '../../../shared/domain/staff.ts';
import { listActing } from '../store/acting-orders.ts';
import type { ReadableDb } from '../store/db.ts';
import { findDeviceSetting } from './device-setting.ts';
import { getOffice, type Host } from './host-parts.ts';

/** The orders of this office, the newest first. */
export const listTerms = (db: ReadableDb): ActingTerm[] => actingTerms(listActing(db).flatMap(({ bytes }) => findMessage(ActingStatement, findBase64urlBytes(bytes) ?? new Uint8Array()) ?? []));

/** The order by which `staff` is acting supervisor now; none while the centre runs a program that knows of no orders and would put aside whatever was done under one. */
export const findTerm = (host: Pick<Host, 'clock'>, db: ReadableDb, staff: string): ActingTerm | undefined =>
  findDeviceSetting(db, 'acting.refused') === true ? undefined : findActing(listTerms(db), staff, host.clock.instant());

/** What whoever is at the laptop may do now: an order that has ended, or whose term is over, gives nothing any more, though they unlocked under it. */
export const rolesNow = (host: Host): readonly Role[] => {
  const { session, replica } = getOffice(host);
  if (!session.acting || findTerm(host, replica.db, session.staff)?.order === session.acting.order) return session.roles;
  return session.roles.filter((role) => role !== 'supervisor');
};
