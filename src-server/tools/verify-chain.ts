/** Program: checks the audit chain of a device as the centre holds it. `node src-server/tools/verify-chain.ts DEVICE` prints the report; exit status 1 where anything does not fit. */
import { DeviceId } from '../../shared/base/ids.ts';
import { checkChain } from '../audit/check-chain.ts';
import { findDevice } from '../store/devices.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

await runTool('verify-chain.ts DEVICE', {}, (_values, [device, ...more]) => {
  if (!DeviceId.safeParse(device).success || more.length > 0) throw new BadArguments('DEVICE: one device id');
  return async (centre) => {
    if (!(await findDevice(centre.database.pool, device!))) throw new ToolRefusal({ type: 'unknownDevice' });
    const report = await checkChain(centre, device!);
    if (report.faults.length > 0) throw new ToolRefusal({ type: 'chainBroken', ...report });
    return report;
  };
});
