/**
 * Program: has entries that were put aside judged again, as if they came now, in the order given. `node src-server/tools/release.ts DEVICE NUMBER…` prints `{"released":[…],"left":[…]}`; what is put aside
 * again is left as it was, with the reason. Exit status 1 where any is left.
 */
import { DeviceId } from '../../shared/base/ids.ts';
import { judgeAgain } from '../ingest/judge-again.ts';
import { createLiveNotices } from '../live-notices.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

await runTool('release.ts DEVICE NUMBER…', {}, (_values, [device, ...numbers]) => {
  if (!device || !DeviceId.safeParse(device).success) throw new BadArguments('DEVICE: one device id');
  if (numbers.length === 0 || numbers.length > 1000 || !numbers.every((number) => /^[1-9]\d{0,14}$/.test(number))) throw new BadArguments('NUMBER: 1 to 1000 numbers of entries');
  return async (given) => {
    const notices = createLiveNotices(given.database, () => undefined);
    const centre = { ...given, watch: { taken: () => undefined, said: () => undefined, compared: () => undefined, moved: notices.tell } };
    const [released, left]: [unknown[], unknown[]] = [[], []];
    for (const number of numbers.map(Number)) {
      const judged = await judgeAgain(centre, device, number);
      if (judged.ok) released.push({ number, result: judged.value.r });
      else left.push({ number, ...judged.error });
    }
    await notices.end();
    if (left.length > 0) throw new ToolRefusal({ type: 'notReleased', released, left });
    return { released, left };
  };
});
