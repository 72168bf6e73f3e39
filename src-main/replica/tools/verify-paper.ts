import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkProof } from '../../../shared/sync/receipt-proof.ts';
import { verifyPaper } from '../../../shared/sync/verify-paper.ts';
import { createCrypto } from '../platform/crypto.ts';

// npm run verify -- FILE|TEXT [--key KEY] [--json]: what the QR code of a paper says (its text, or a file that holds it), or what a proof of receipt proves, and whether it is to be believed. KEY is the
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

/** The proof of receipt in a file, or undefined: then it is a paper's code. */
const findProof = (): unknown => {
  try {
    const read = JSON.parse(text) as unknown;
    return typeof read === 'object' && read !== null && 'tirek' in read ? read : undefined;
  } catch {
    return undefined;
  }
};

const given = findProof();
if (given !== undefined) {
  const checked = checkProof(createCrypto(), given, wanted.key);
  const proven = 'proof' in checked;
  if (wanted.json) console.log(JSON.stringify({ believed: proven, compared: wanted.key !== undefined, ...(proven ? { document: checked.proof.document, device: checked.proof.device, entries: checked.proof.entries.map(({ number, line }) => ({ number, ...line })), waiting: checked.proof.waiting, centreKey: checked.proof.centreKey } : { fault: checked.fault }) }));
  else if (proven) {
    for (const { number, command, at, line } of checked.proof.entries) console.log(`${number} ${command} ${at}: ${line.r}${line.why ? ` (${line.why})` : ''}`);
    console.log(`received by the centre: ${checked.proof.entries.length}; still waiting: ${checked.proof.waiting}; ${wanted.key === undefined ? `centre key, not compared: ${checked.proof.centreKey}` : 'centre key: as given'}`);
  } else console.log(`not believed: ${checked.fault}`);
  process.exit(proven ? 0 : 1);
}

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
