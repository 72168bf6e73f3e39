import type { DeviceState } from '../../../shared/ipc/device-state.ts';
import { emptyKeyFile, findKeyFile } from '../platform/key-file.ts';
import type { Host } from '../session/host-parts.ts';
import { retryAfterSeconds } from '../session/unlock-delay.ts';

/** device.watch: what may be seen before anybody has unlocked. */
export const readDevice = (host: Host): DeviceState => {
  const found = findKeyFile(host.files.keys);
  const keys = found ?? emptyKeyFile;
  return {
    enrolled: keys.device !== null,
    deviceName: keys.device?.name ?? '',
    area: keys.device?.area ?? null,
    training: keys.device?.training ?? false,
    logins: keys.device ? keys.staff.map((staff) => staff.login) : [],
    retryAfterSeconds: retryAfterSeconds(keys.failures, host.clock.now()),
    session: host.office?.session ?? null,
    problem: found ? host.problem : { type: 'StorageCorrupt', detail: 'keys.json' },
    revoked: keys.revoked ?? null,
  };
};
