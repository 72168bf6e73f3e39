import { fuzzStore } from './store/fuzz-store.ts';
import { readFuzzArguments } from './read-fuzz-arguments.ts';

// npm run fuzz -- store [--runs N] [--seed S] [--json]: our storage against RxDB's memory storage, matcher and comparator.
const { runs, seed, json } = readFuzzArguments('store');
console.log(`seed ${seed}`);
const { failures } = await fuzzStore(runs, seed, (done) => {
  if (!json) console.error(`${done} of ${runs}`);
});
for (const failure of failures) console.error(`\n${failure}`);
console.log(JSON.stringify({ runs, failures: failures.length }));
process.exitCode = failures.length === 0 ? 0 : 1;
