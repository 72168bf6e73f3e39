/** Program: raises the epoch, once, after the database was restored from a backup and before the servers are started again. `node src-server/tools/raise-epoch.ts` prints `{"epoch":…}`. */
import { BadArguments, runTool } from './run-tool.ts';

await runTool('raise-epoch.ts', {}, (_values, more) => {
  if (more.length > 0) throw new BadArguments('no arguments');
  return async (centre) => {
    const epoch = centre.epoch + 1;
    await centre.store.inTransaction((tables) => tables.raiseEpoch(epoch));
    return { epoch };
  };
});
