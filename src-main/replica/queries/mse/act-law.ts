import { findDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { getDated } from '../../../../shared/rules/mse/find-dated.ts';
import type { ActLaw } from '../../../../shared/rules/mse/verify-act.ts';

/** What acts are held against here: the quorum of the law, and the keys with which a member of this laptop's staff signs on it; undefined for somebody whom the laptop does not know, and for acts made on another one, where people have other keys. */
export const actLawOf = (host: Host): ActLaw => {
  const { replica: { db }, certificate } = getOffice(host);
  const staff = findDeviceSetting(db, 'device.staff') ?? [];
  return {
    quorumOn: (day) => getDated(host.mse().rules.quorum, day).value,
    knownKeys: (member, device) => {
      if (device !== certificate.device) return undefined;
      const keys = staff.filter((one) => one.id === member).map((one) => one.signKey);
      return keys.length === 0 ? undefined : keys;
    },
  };
};
