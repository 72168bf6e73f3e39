/** Program: revokes a lost device. `node src-server/tools/revoke-device.ts ID`. */
import { DeviceId } from '../../shared/base/ids.ts';
import { revokeDevice } from '../store/devices.ts';
import { BadArguments, runTool } from './run-tool.ts';

await runTool('revoke-device.ts ID', {}, (_values, [id, ...more]) => {
  if (!DeviceId.safeParse(id).success || more.length > 0) throw new BadArguments('ID: one device id');
  return async (centre) => ({ revoked: await revokeDevice(centre.database.pool, id!) });
});
