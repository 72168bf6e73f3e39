import { parseArgs } from 'node:util';
import { fuzzProtocol } from './protocol/fuzz-protocol.ts';

// npm run fuzz -- protocol [--runs N] [--seed S] [--json]: every message of the protocol, broken in every way, said to a real centre and to what a laptop reads.
const whole = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

const read = () => {
  try {
    const { values } = parseArgs({ options: { runs: { type: 'string', default: '2000' }, seed: { type: 'string', default: String(Date.now() % 1_000_000_000) }, json: { type: 'boolean', default: false } }, strict: true });
    const [runs, seed] = [whole(values.runs), whole(values.seed)];
    return runs === undefined || runs === 0 || seed === undefined ? undefined : { runs, seed, json: values.json };
  } catch {
    return undefined;
  }
};

const wanted = read();
if (!wanted) {
  console.error('Usage: npm run fuzz -- protocol [--runs N] [--seed S] [--json]; N from 1, S from 0');
  process.exit(2);
}
const { runs, seed, json } = wanted;
console.log(`seed ${seed}`);
const { failures, controls, byName } = await fuzzProtocol(runs, seed, (done) => {
  if (!json) console.error(`${done} of ${runs}`);
});
for (const failure of failures) console.error(`\n${failure}`);
console.log(JSON.stringify({ controls, kinds: Object.keys(byName).length, cases: byName }));
console.log(JSON.stringify({ runs, failures: failures.length }));
process.exitCode = failures.length === 0 ? 0 : 1;
