import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseKatoTable } from '../../shared/domain/kato.ts';
import { readArguments, usage } from './arguments.ts';
import { generatePopulation } from './generate.ts';
import { ledgersOf } from './make-ledger.ts';
import { writeLines } from './write-lines.ts';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const areas = parseKatoTable(readFileSync(new URL('../../resources/reference/kato-2024.tsv', import.meta.url), 'utf8'));
const wanted = readArguments(args, areas);
if (typeof wanted === 'string') {
  console.error(`${wanted}\n\n${usage}`);
  process.exit(2);
}
const out = resolve(wanted.out);
/** The same people again, and their records of contributions. */
const writeLedgers = (file: string): number => {
  mkdirSync(dirname(file), { recursive: true });
  return writeLines(file, ledgersOf(generatePopulation({ areas, ...wanted })));
};
try {
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
  mkdirSync(dirname(out), { recursive: true });
  const started = performance.now();
  const count = writeLines(out, generatePopulation({ areas, ...wanted }));
  const ledgers = wanted.ledgers === undefined ? undefined : writeLedgers(resolve(wanted.ledgers));
  console.log(JSON.stringify({ persons: count, ...(ledgers === undefined ? {} : { ledgers }), district: wanted.district, seed: wanted.seed, out, bytes: statSync(out).size, ms: Math.round(performance.now() - started) }));
} catch (error) {
  console.error(`--out ${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(2);
}
