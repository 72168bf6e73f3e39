import { join } from 'node:path';
import type { Person } from '../../../shared/domain/person.ts';
import { setCursor } from '../../../src-main/replica/store/cursors.ts';
import { documentTable } from '../../../src-main/replica/store/documents.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';
import { setServerVersion } from '../../../src-main/replica/store/versions.ts';
import { inFolder, openBenchReplica } from './files.ts';
import { makePopulation } from './population.ts';
import { rowOf, type Row } from './row.ts';

const batch = 2000;
const stream = 'bench/a';

/** A frame as sync applies it: documents, their versions at the centre, the cursor. */
const applyBatch = (replica: Replica, persons: readonly Person[], reached: number): void => {
  const applied = replica.commit({
    durability: 'normal',
    documents: persons.map((document) => ({ collection: 'persons', document })),
    sql: (db) => {
      for (const person of persons) setServerVersion(db, 'persons', person.id, 1);
      setCursor(db, { stream, epoch: 1, seq: reached });
    },
  });
  if (!applied.ok) throw new Error(JSON.stringify(applied.error));
};

/**
 * The same rows into the same tables of a file with the same cipher, written as quickly as better-sqlite3 can: the JSON is made and stored,
 * nothing is looked up, told or checked.
 */
const rawWriter = (replica: Replica) => {
  const { connection, rx } = replica;
  const table = documentTable(replica, 'persons');
  const document = connection.database.prepare(`INSERT INTO ${table} (sequence, id, deleted, lwt, c0, body) VALUES (?, ?, 0, ?, ?, ?)`);
  const version = connection.database.prepare("INSERT INTO server_version (collection, document, version) VALUES ('persons', ?, ?)");
  const cursor = connection.database.prepare('INSERT OR REPLACE INTO cursor (stream, epoch, seq) VALUES (?, 1, ?)');
  let sequence = 0;
  return (persons: readonly Person[], reached: number): void => {
    const lwt = Date.now();
    connection.transaction(() => {
      for (const person of persons) {
        const body = JSON.stringify({ ...person, _deleted: false, _attachments: {}, _meta: { lwt }, _rev: `1-${rx.token}` });
        document.run(++sequence, person.id, lwt, person.district, body);
        version.run(person.id, 1);
      }
      cursor.run(stream, reached);
    }, 'normal');
  };
};

/** `bulk-apply`: 100,000 made-up people into a fresh replica, batch by batch in turn with the raw writer. */
export const measureBulkApply = (count = 100_000): Promise<Row> =>
  inFolder(async (folder) => {
    const persons = makePopulation(count);
    const replica = await openBenchReplica(join(folder, 'ours.db'));
    const raw = await openBenchReplica(join(folder, 'raw.db'));
    const writeRaw = rawWriter(raw);
    const times: { ours: number[]; raw: number[] } = { ours: [], raw: [] };
    const timed = (into: number[], work: () => void) => {
      const start = performance.now();
      work();
      into.push(performance.now() - start);
    };
    for (let from = 0; from < count; from += batch) {
      const part = persons.slice(from, from + batch);
      const both = [() => timed(times.ours, () => applyBatch(replica, part, from)), () => timed(times.raw, () => writeRaw(part, from))];
      // Who goes first changes, so that neither always has the warmer cache.
      for (const turn of (from / batch) % 2 === 0 ? both : both.reverse()) turn();
    }
    const found = (await replica.rx.collections['persons']?.count().exec()) as number;
    if (found !== count) throw new Error(`${found} documents instead of ${count}`);
    await Promise.all([replica.close(), raw.close()]);
    const rates = (samples: readonly number[]) => samples.map((ms) => (batch / ms) * 1000);
    return rowOf({ name: 'bulk-apply', unit: 'rows/s', samples: rates(times.ours), floor: rates(times.raw), bar: 0.7, held: 'ratio', more: { rows: count } });
  });
