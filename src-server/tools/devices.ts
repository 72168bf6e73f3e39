/** Program: lists the devices, what came of each, and how far each stream of theirs has been read, as they last said. `node src-server/tools/devices.ts [--device ID]` prints `{"devices":[…]}`. */
import { DeviceId } from '../../shared/base/ids.ts';
import { listStreamLags } from '../store/device-cursors.ts';
import { listDevices } from '../store/evidence.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

await runTool('devices.ts [--device ID]', { device: { type: 'string' } }, ({ device }, more) => {
  if (more.length > 0 || (device !== undefined && !DeviceId.safeParse(device).success)) throw new BadArguments('--device: one device id');
  return async (centre) => {
    const lags = Map.groupBy(await listStreamLags(centre.database.pool, centre.epoch), (lag) => lag.device);
    const devices = (await listDevices(centre.database.pool)).filter(({ id }) => device === undefined || id === device);
    if (device !== undefined && devices.length === 0) throw new ToolRefusal({ type: 'unknownDevice' });
    return { devices: devices.map((one) => ({ ...one, streams: (lags.get(one.id) ?? []).map(({ stream, seq, behind, at }) => ({ stream, seq, behind, at })) })) };
  };
});
