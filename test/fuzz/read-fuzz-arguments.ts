import { parseArgs } from 'node:util';

export type FuzzArguments = { readonly runs: number; readonly seed: number; readonly json: boolean };

const whole = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

const find = (): FuzzArguments | undefined => {
  try {
    const { values } = parseArgs({ options: { runs: { type: 'string', default: '2000' }, seed: { type: 'string', default: String(Date.now() % 1_000_000_000) }, json: { type: 'boolean', default: false } }, strict: true });
    const [runs, seed] = [whole(values.runs), whole(values.seed)];
    return runs === undefined || runs === 0 || seed === undefined ? undefined : { runs, seed, json: values.json };
  } catch {
    return undefined;
  }
};

/** What the command line of `npm run fuzz -- NAME` asks for; where it is wrong, says how it is written and ends the program with status 2. */
export const readFuzzArguments = (name: string): FuzzArguments => {
  const wanted = find();
  if (wanted) return wanted;
  console.error(`Usage: npm run fuzz -- ${name} [--runs N] [--seed S] [--json]; N from 1, S from 0`);
  process.exit(2);
};
