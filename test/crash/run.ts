import { parseArgs } from 'node:util';
import { runKills } from './run-kills.ts';
import { runPower } from './run-power.ts';

// npm run crash -- --kills N [--seed S] [--power] [--json]
const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, power: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
const [kills, seed] = [Number(values.kills), Number(values.seed)];
const run = values.power ? runPower : runKills;
const { faults, ...report } = await run(kills, seed, (so) => {
  if (!values.json && so.kills % 25 === 0) console.log(`${so.kills} of ${kills}: ${so.acknowledged} acknowledged, ${so.lost} lost, ${so.corrupt} corrupt`);
});
for (const fault of faults.slice(0, 50)) console.error(fault);
console.log(JSON.stringify(report));
process.exitCode = report.lost + report.corrupt === 0 && report.kills >= kills ? 0 : 1;
