/**
 * Program: says whether a receipt file (from a laptop or a stick) is this centre's word, and on what. `node src-server/tools/verify-receipt.ts FILE` prints device, envelope, time and results; exit status
 * 1 and a type where it is not: `noReceipt`, `badSignature`, `malformed`, `wrongReceipt` (lines and root do not fit), `unknownEntries` (it is signed, and the database knows nothing of it: it is older than a restore).
 */
import { readFileSync } from 'node:fs';
import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { checkReceipt } from '../../shared/sync/check-receipt.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { Receipt } from '../../shared/sync/receipt.ts';
import { findReceiptFile } from '../../shared/sync/receipt-file.ts';
import { listHashes } from '../store/evidence.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

const mostBytes = 8 * 1024 * 1024;

await runTool('verify-receipt.ts FILE', {}, (_values, [file, ...more]) => {
  if (!file || more.length > 0) throw new BadArguments('one FILE is needed');
  const bytes = (() => {
    try {
      return new Uint8Array(readFileSync(file));
    } catch {
      throw new BadArguments(`${file}: cannot be read`);
    }
  })();
  return async (centre) => {
    const found = bytes.length > mostBytes ? undefined : findReceiptFile(bytes);
    const said = found && findMessage(Receipt, found.bytes);
    if (!found || !said) throw new ToolRefusal({ type: 'noReceipt' });
    const hashes = new Map((await listHashes(centre.database.pool, said.device, found.lines.map((line) => line.n))).map((row) => [row.number, row.hash]));
    const entries = found.lines.map(({ n }) => ({ number: n, hash: hashes.get(n) ?? new Uint8Array() }));
    const checked = checkReceipt(centre.crypto, { serverSignKey: centre.keys.sign.publicKey, device: said.device, envelopeHash: findBase64urlBytes(said.envelope)!, entries }, found, found.lines);
    if (!checked.ok) throw new ToolRefusal({ type: checked.error === 'wrongReceipt' && hashes.size === 0 ? 'unknownEntries' : checked.error });
    return { device: said.device, envelope: said.envelope, at: said.at, epoch: said.epoch, lines: found.lines };
  };
});
