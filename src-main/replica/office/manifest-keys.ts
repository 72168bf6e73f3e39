import type { OfficeRoster } from '../../../shared/sync/office-roster.ts';

/** The keys by which a manifest of this office may be signed: those of the signer's where they are a supervisor or a chair on some laptop of it. */
export const manifestKeys = (roster: OfficeRoster | undefined) => (signer: string, district: string): readonly string[] =>
  roster?.area === district ? roster.staff.filter(({ staff, roles }) => staff === signer && (roles.includes('supervisor') || roles.includes('chair'))).map(({ key }) => key) : [];
