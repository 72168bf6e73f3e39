/**
 * Program: fills the registry of contributions from a file, one ledger as JSON a line (shared/domain/ledger.ts). `node src-server/tools/import-ledgers.ts FILE.ndjson`
 * prints `{"read":…,"imported":…}`. Those that are there already are left as they are. A bad line stops it with its number, and nothing of the file is in.
 */
import { existsSync, readFileSync } from 'node:fs';
import { utf8 } from '../../shared/base/bytes.ts';
import { Ledger } from '../../shared/domain/ledger.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { inTransaction } from '../store/db.ts';
import { importDocuments } from '../store/import-documents.ts';
import { BadArguments, runTool } from './run-tool.ts';

await runTool('import-ledgers.ts FILE.ndjson', {}, (_values, [file, ...more]) => {
  if (!file || more.length > 0) throw new BadArguments('one FILE.ndjson is needed');
  if (!existsSync(file)) throw new BadArguments(`${file}: no such file`);
  return async (centre) => {
    const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');
    const ledgers = lines.map((text, at) => {
      const ledger = findMessage(Ledger, utf8(text));
      if (!ledger || !centre.districts.has(ledger.district)) throw new Error(`${file}: line ${at + 1} is not a valid ledger`);
      return { id: ledger.id, district: ledger.district, text };
    });
    const imported = await inTransaction(centre.database, (db) => importDocuments(db, centre.epoch, 'ledger', ledgers));
    return { read: lines.length, imported };
  };
});
