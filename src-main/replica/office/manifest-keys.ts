import type { Instant } from '../../../shared/base/instant.ts';
import type { ActingTerm } from '../../../shared/sync/acting/acting-term.ts';
import { findActing } from '../../../shared/sync/acting/find-acting.ts';
import { isInForce } from '../../../shared/sync/key-in-force.ts';
import type { OfficeRoster } from '../../../shared/sync/office-roster.ts';

/** The keys by which a manifest of this office may be signed: those of the signer's where they are a supervisor or a chair on some laptop of it, or acted as one when they signed, and the key had not been taken away. */
export const manifestKeys = (roster: OfficeRoster | undefined, terms: readonly ActingTerm[]) => (signer: string, district: string, at: Instant): readonly string[] =>
  roster?.area === district ? roster.staff.filter(({ staff, roles, until }) => staff === signer && isInForce({ until }, at) && (roles.includes('supervisor') || roles.includes('chair') || findActing(terms, signer, at) !== undefined)).map(({ key }) => key) : [];
