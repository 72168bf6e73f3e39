import { fillWithDefaultSettings } from 'rxdb';
import { openConnection, type Connection } from '../../../src-main/replica/store/rx-storage/connection.ts';
import { createTableSql, layoutOf } from '../../../src-main/replica/store/rx-storage/table-layout.ts';
import type { AverageDocument } from './average-document.ts';
import { averageSchema } from './average-document.ts';
import { benchKey } from './files.ts';
import type { StepTimes } from './rxdb-steps.ts';

const rawDocument = (document: AverageDocument) => ({ ...document, _deleted: false, _attachments: {}, _meta: { lwt: 1_700_000_000_000 }, _rev: '1-abcdefghij' });

/**
 * The floor of the steps: the same documents into a table with the same columns and indexes of a file with the same cipher, by better-sqlite3
 * alone. JSON is made and parsed, nothing else is done. `makeDocuments` gives the documents of a batch.
 */
export const measureRawSteps = (file: string, runs: number, makeDocuments: (count: number) => AverageDocument[]): StepTimes => {
  const layout = layoutOf(fillWithDefaultSettings(averageSchema) as never);
  const columns = [...layout.columns.values()];
  const times: StepTimes = { insert500: [], serial50: [], byId3000: [], byQuery3000: [] };
  const open = (): Connection => openConnection({ filename: file, key: benchKey, durability: 'normal' });
  const timed = <T>(into: number[], work: () => T): T => {
    const start = performance.now();
    const value = work();
    into.push(performance.now() - start);
    return value;
  };
  for (let run = 0; run < runs; run++) {
    const table = `raw_${run}`;
    let connection = open();
    connection.database.exec(createTableSql(table, layout));
    const writer = () => {
      const insert = connection.prepare(`INSERT INTO ${table} (body, ${columns.map((column) => column.name).join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`);
      return (document: AverageDocument) => {
        const whole = rawDocument(document);
        insert.run(JSON.stringify(whole), ...columns.map((column) => column.key(whole)));
      };
    };
    const reopen = () => {
      connection.close();
      connection = open();
    };
    const ids: string[] = [];
    let write = writer();
    for (let batch = 0; batch < 6; batch++) {
      const made = makeDocuments(500);
      ids.push(...made.map((document) => document.id));
      timed(times.insert500, () => connection.transaction(() => made.forEach(write)));
    }
    reopen();
    timed(times.byId3000, () => connection.prepare(`SELECT body FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`).pluck().all(JSON.stringify(ids)).map((body) => JSON.parse(body as string) as unknown));
    write = writer();
    timed(times.serial50, () => makeDocuments(50).forEach((document) => connection.transaction(() => write(document))));
    reopen();
    timed(times.byQuery3000, () => connection.prepare(`SELECT body FROM ${table} WHERE deleted = 0 ORDER BY c1, c0, id`).pluck().all().map((body) => JSON.parse(body as string) as unknown));
    connection.database.exec(`DROP TABLE ${table}`);
    connection.close();
  }
  return times;
};
