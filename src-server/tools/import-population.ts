/**
 * Program: fills registries from a file, one person as JSON a line. `node src-server/tools/import-population.ts FILE.ndjson` prints
 * `{"read":…,"imported":…}`. Persons that are there already are left as they are, so it can be run again after a failure. A bad line stops it with
 * its number; what stood before is in.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { utf8 } from '../../shared/base/bytes.ts';
import { Person } from '../../shared/domain/person.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import type { Centre } from '../centre.ts';
import { inTransaction } from '../store/db.ts';
import { importDocuments, type DocumentLine } from '../store/import-documents.ts';
import { BadArguments, runTool } from './run-tool.ts';

const perTransaction = 2000;

const importFile = async (centre: Centre, file: string): Promise<{ read: number; imported: number }> => {
  let [read, imported, persons] = [0, 0, [] as DocumentLine[]];
  let saving = Promise.resolve();
  const save = async () => {
    const taken = persons;
    persons = [];
    await saving; // One batch is written while the next is read and checked.
    saving = inTransaction(centre.database, (db) => importDocuments(db, centre.epoch, 'persons', taken)).then((count) => {
      imported += count;
    });
    saving.catch(() => undefined); // Awaited, and thrown, at the next batch or the end.
  };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    read++;
    const person = findMessage(Person, utf8(line));
    if (!person || !centre.districts.has(person.district)) {
      await saving;
      throw new Error(`${file}: line ${read} is not a valid person (${imported} imported before it)`);
    }
    persons.push({ id: person.id, district: person.district, text: line });
    if (persons.length === perTransaction) await save();
  }
  await save();
  await saving;
  return { read, imported };
};

await runTool('import-population.ts FILE.ndjson', {}, (_values, [file, ...more]) => {
  if (!file || more.length > 0) throw new BadArguments('one FILE.ndjson is needed');
  if (!existsSync(file)) throw new BadArguments(`${file}: no such file`);
  return (centre) => importFile(centre, file);
});
