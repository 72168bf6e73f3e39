import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyPaper } from '../../../shared/sync/verify-paper.ts';
import { createCrypto } from '../platform/crypto.ts';

// npm run verify -- FILE|TEXT [--key KEY] [--json]: what the QR code of a paper says (its text, or a file that holds it) and whether it is to be believed. KEY is the
// centre's signing key (base64url); without it the key that the paper names is printed, to be compared by a person. Exit status 0 = believed, 1 = not, 2 = bad arguments.
const usage = 'Usage: npm run verify -- FILE|TEXT [--key KEY] [--json]';
const most = 1_000_000;

const read = () => {
  try {
    const { values, positionals } = parseArgs({ options: { key: { type: 'string' }, json: { type: 'boolean', default: false } }, allowPositionals: true, strict: true });
    const [given, ...more] = positionals;
    return given === undefined || more.length > 0 ? undefined : { given, key: values.key, json: values.json };
  } catch {
    return undefined;
  }
};

const wanted = read();
if (!wanted) {
  console.error(usage);
  process.exit(2);
}
const isFile = wanted.given.length < 4096 && existsSync(wanted.given) && statSync(wanted.given).isFile() && statSync(wanted.given).size <= most;
const text = isFile ? readFileSync(wanted.given, 'utf8') : wanted.given;
const verdict = verifyPaper(createCrypto().verify, text, wanted.key);
const believed = !('fault' in verdict);
if (!wanted.json && believed) {
  const { statement, device, training, centreKey } = verdict;
  console.log(`${statement.kind} № ${statement.number}: ${statement.state}${training ? ' (training)' : ''}`);
  console.log(`issued ${statement.at} by ${device}; holds ${statement.from} – ${statement.until ?? 'indefinite'}; ИИН ${statement.iin ?? '—'}; ${statement.outcome ?? ''}${statement.percent === null ? '' : `${statement.percent} %`}`);
  console.log(wanted.key === undefined ? `centre key, not compared: ${centreKey}` : 'centre key: as given');
}
if (!wanted.json && !believed) console.log(`not believed: ${verdict.fault}`);
if (wanted.json) console.log(JSON.stringify({ believed, compared: wanted.key !== undefined, ...verdict }));
process.exitCode = believed ? 0 : 1;
