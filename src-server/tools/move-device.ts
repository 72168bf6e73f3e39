/**
 * Program: moves a device to another district, or gives it other classes. `node src-server/tools/move-device.ts ID --district КАТО [--class CLASS …]` prints `{"moving":true}`. It happens once the device has handed in what it has; its people work
 * there under their logins. The same district again takes the order back.
 */
import { DeviceId } from '../../shared/base/ids.ts';
import { DeviceMove, beginMove } from '../office/move-device.ts';
import { readDistricts } from '../open-centre.ts';
import { findDevice } from '../store/devices.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

await runTool('move-device.ts ID --district КАТО [--class registry|casework|medical …]', { district: { type: 'string' }, class: { type: 'string', multiple: true } }, ({ district, class: classes }, [id, ...more]) => {
  if (!DeviceId.safeParse(id).success || more.length > 0) throw new BadArguments('ID: one device id');
  if (typeof district !== 'string' || !readDistricts().has(district)) throw new BadArguments('--district: not the КАТО code of a district');
  if (Array.isArray(classes) && !DeviceMove.shape.classes.safeParse(classes).success) throw new BadArguments('--class: registry, casework or medical');
  return async (centre) => {
    const device = await findDevice(centre.database.pool, id!);
    if (!device) throw new ToolRefusal({ type: 'unknownDevice' });
    return { moving: await beginMove(centre, device.id, DeviceMove.parse({ area: district, classes: Array.isArray(classes) ? classes : device.classes })) };
  };
});
