import type { StaffId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { CaseStep } from '../../../shared/domain/case.ts';
import { findArea, type KatoCode } from '../../../shared/domain/kato.ts';
import type { Role } from '../../../shared/domain/staff.ts';
import { rolesNow } from '../session/acting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';

/** What a decision may know besides its input and what was loaded: who, when, where. Values only, so that a decision is a pure function. */
export type CommandContext = {
  /** The step as it will stand in the document: who, their name, the moment. */
  readonly step: CaseStep;
  readonly by: StaffId;
  readonly roles: readonly Role[];
  readonly today: PlainDate;
  /** The office's district. */
  readonly area: KatoCode;
  readonly training: boolean;
  readonly isDistrict: (kato: string) => boolean;
};

/** The context of a command that begins now. */
export const commandContext = (host: Host): CommandContext => {
  const { session, certificate } = getOffice(host);
  return {
    step: { by: session.staff, byName: session.name, at: host.clock.instant() },
    by: session.staff,
    roles: rolesNow(host),
    today: host.clock.today(),
    area: certificate.area,
    training: certificate.training,
    isDistrict: (kato) => findArea(host.areas, kato)?.level === 2,
  };
};
