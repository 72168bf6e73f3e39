import type { StaffId } from '../../../../shared/base/ids.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import { findDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import type { ReadableDb } from '../../store/db.ts';

/** Who may be asked for an opinion in absentia, by name: whoever may sit in a commission on this laptop or, as the centre last said, on another of the district. */
export const askableExperts = (db: ReadableDb): { id: StaffId; name: string }[] => {
  const here = (findDeviceSetting(db, 'device.staff') ?? []).filter(({ roles }) => roles.includes('commissionMember') || roles.includes('chair'));
  const known = new Map([...(findDeviceSetting(db, 'mse.experts') ?? []), ...here].map(({ id, name }) => [id, { id, name }]));
  return [...known.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

/** mse.reference: the classifications, what holds today, and who may sit. */
export const readMseReference = (host: Host): OutputOf<'mse.reference'> => {
  const { rules, icf, icd } = host.mse();
  const today = host.clock.today();
  const staff = findDeviceSetting(getOffice(host).replica.db, 'device.staff') ?? [];
  const members = staff.filter(({ roles }) => roles.includes('commissionMember') || roles.includes('chair')).map(({ id, login, name, roles }) => ({ id, login, name, chair: roles.includes('chair') }));
  return {
    icf: [...icf], icd: [...icd], categories: getDated(rules.categories, today).value, exceptions: getDated(rules['referral-wait'], today).value.exceptions,
    quorum: getDated(rules.quorum, today).value, experts: getDated(rules['absentia-experts'], today).value, responsibilities: getDated(rules.responsibilities, today).value,
    members, askable: askableExperts(getOffice(host).replica.db),
  };
};
