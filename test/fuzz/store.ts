import { parseArgs } from 'node:util';
import { fuzzStore } from './store/fuzz-store.ts';

// npm run fuzz -- store [--runs N] [--seed S] [--json]: our storage against RxDB's memory storage, matcher and comparator.
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
  console.error('Usage: npm run fuzz -- store [--runs N] [--seed S] [--json]; N from 1, S from 0');
  process.exit(2);
}
const { runs, seed, json } = wanted;
console.log(`seed ${seed}`);
const { failures } = await fuzzStore(runs, seed, (done) => {
  if (!json) console.error(`${done} of ${runs}`);
});
for (const failure of failures) console.error(`\n${failure}`);
console.log(JSON.stringify({ runs, failures: failures.length }));
process.exitCode = failures.length === 0 ? 0 : 1;
