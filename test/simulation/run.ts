import { createHistory } from './history.ts';
import { play } from './play.ts';

const seed = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 100);
const began = performance.now();
let bad = 0;
for (let index = 0; index < count && bad < 5; index++) {
  const history = createHistory(seed + index);
  const played = await play(history);
  if (played.faults.length > 0) {
    bad += 1;
    console.log(seed + index, history.steps.length, played.faults.slice(0, 3));
  }
}
console.log(process.cpuUsage().user / 1e6, 's cpu'); console.log((count / (performance.now() - began)) * 1000, 'per second', bad);
