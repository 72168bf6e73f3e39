/** Writes person after person with a journal entry, durable, and prints the number of each once it is acknowledged. */
import { replicaCollections } from '../../../../src-main/replica/store/collections/replica-collections.ts';
import { appendEntry, findLastEntry } from '../../../../src-main/replica/store/journal.ts';
import { openReplica } from '../../../../src-main/replica/store/open-replica.ts';

const [file = ''] = process.argv.slice(2);
const key = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
const opened = await openReplica({ file, key, collections: replicaCollections, now: () => 1 });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const replica = opened.value;
for (let number = (findLastEntry(replica.db)?.number ?? 0) + 1; ; number++) {
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
