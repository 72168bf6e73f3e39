/** Program: revokes a lost device. `node src-server/tools/revoke-device.ts ID` prints `{"revoked":true}`; exit status 1 and `unknownDevice` where no device has this id, since nothing was taken from anybody. */
import { DeviceId } from '../../shared/base/ids.ts';
import { revokeDevice } from '../store/devices.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

await runTool('revoke-device.ts ID', {}, (_values, [id, ...more]) => {
  if (!DeviceId.safeParse(id).success || more.length > 0) throw new BadArguments('ID: one device id');
  return async (centre) => {
    if (!(await revokeDevice(centre.database.pool, id!))) throw new ToolRefusal({ type: 'unknownDevice' });
    return { revoked: true };
  };
});
