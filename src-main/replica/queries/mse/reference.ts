import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import { findDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';

/** mse.reference: the classifications, what holds today, and who may sit. */
export const readMseReference = (host: Host): OutputOf<'mse.reference'> => {
  const { rules, icf, icd } = host.mse();
  const today = host.clock.today();
  const staff = findDeviceSetting(getOffice(host).replica.db, 'device.staff') ?? [];
  return {
    icf: [...icf], icd: [...icd], categories: getDated(rules.categories, today).value, exceptions: getDated(rules['referral-wait'], today).value.exceptions,
    quorum: getDated(rules.quorum, today).value, experts: getDated(rules['absentia-experts'], today).value, responsibilities: getDated(rules.responsibilities, today).value,
    members: staff.filter(({ roles }) => roles.includes('commissionMember') || roles.includes('chair')).map(({ id, login, name, roles }) => ({ id, login, name, chair: roles.includes('chair') })),
  };
};
