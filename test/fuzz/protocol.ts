import { fuzzProtocol } from './protocol/fuzz-protocol.ts';
import { readFuzzArguments } from './read-fuzz-arguments.ts';

// npm run fuzz -- protocol [--runs N] [--seed S] [--json]: every message of the protocol, broken in every way, said to a real centre and to what a laptop reads.
const { runs, seed, json } = readFuzzArguments('protocol');
console.log(`seed ${seed}`);
const { failures, controls, byName } = await fuzzProtocol(runs, seed, (done) => {
  if (!json) console.error(`${done} of ${runs}`);
});
for (const failure of failures) console.error(`\n${failure}`);
console.log(JSON.stringify({ controls, kinds: Object.keys(byName).length, cases: byName }));
console.log(JSON.stringify({ runs, failures: failures.length }));
process.exitCode = failures.length === 0 ? 0 : 1;
