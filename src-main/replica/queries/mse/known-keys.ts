import type { DeviceId, StaffId } from '../../../../shared/base/ids.ts';
import { findDeviceSetting } from '../../session/device-setting.ts';
import type { Office } from '../../session/host-parts.ts';

/** The keys with which a member of this laptop's staff signs on it; undefined for somebody whom the laptop does not know, and for acts made on another one, where people have other keys. */
export const knownKeysOf = ({ replica: { db }, certificate }: Office): ((member: StaffId, device: DeviceId) => readonly string[] | undefined) => {
  const staff = findDeviceSetting(db, 'device.staff') ?? [];
  return (member, device) => {
    if (device !== certificate.device) return undefined;
    const keys = staff.filter((one) => one.id === member).map((one) => one.signKey);
    return keys.length === 0 ? undefined : keys;
  };
};
