/** Program: prints how much the centre holds, as one JSON line. `node src-server/tools/counts.ts`. */
import { countAll } from '../store/counts.ts';
import { BadArguments, runTool } from './run-tool.ts';

await runTool('counts.ts', {}, (_values, positionals) => {
  if (positionals.length > 0) throw new BadArguments(`unknown argument: ${positionals.join(' ')}`);
  return (centre) => countAll(centre.database.pool);
});
