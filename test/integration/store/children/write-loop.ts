/**
 * Writes person after person with a journal entry, durable, and prints the number of each once it is acknowledged. It is so many at most ahead of its reader, who says a byte for
 * each line: a reader that is starved would come to a database that has grown without end.
 */
import { once } from 'node:events';
import { replicaCollections } from '../../../../src-main/replica/store/collections/replica-collections.ts';
import { appendEntry, findLastEntry } from '../../../../src-main/replica/store/journal.ts';
import { openReplica } from '../../../../src-main/replica/store/open-replica.ts';

const [file = ''] = process.argv.slice(2);
const key = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
const opened = await openReplica({ file, key, collections: replicaCollections, now: () => 1 });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const replica = opened.value;
const [ahead, first] = [64, (findLastEntry(replica.db)?.number ?? 0) + 1];
let read = 0;
process.stdin.on('data', (bytes) => (read += bytes.length));
for (let number = first; ; number++) {
  while (number - first >= read + ahead) await once(process.stdin, 'data');
  const id = `p-${number}`;
  const saved = replica.commit({
    durability: 'full',
    documents: [{ collection: 'persons', document: { id, text: 'x'.repeat(number % 3000) } }, { collection: 'cases', document: { id, status: 'draft' } }],
    sql: (db) => appendEntry(db, { number, hash: Uint8Array.of(1), previous: Uint8Array.of(0), collection: 'persons', document: id, bytes: Uint8Array.of(2), author: 'a', command: 'c', at: 't' }),
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  process.stdout.write(`${number}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
