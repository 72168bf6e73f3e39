import { openConnection } from '../../../src-main/replica/store/rx-storage/connection.ts';
import { countUnsent } from '../../../src-main/replica/store/journal.ts';
import { benchKey, openBenchReplica } from './files.ts';

// open-child.ts FILE ours|raw: one fresh process of the open-1m and memory-1m rows. Prints what it measured as JSON.
const [, , file = '', who] = process.argv;
const megabytes = () => Math.round(process.memoryUsage.rss() / 1e5) / 10;

if (who === 'raw') {
  const start = performance.now();
  const connection = openConnection({ filename: file, key: benchKey });
  const rows = connection.prepare("SELECT body FROM rx_3 WHERE deleted = 0 AND c0 = 'submitted' ORDER BY c0, id LIMIT 50").pluck().all();
  rows.forEach((body) => JSON.parse(body as string) as unknown);
  connection.prepare('SELECT count(*) FROM journal WHERE receipt IS NULL').get();
  console.log(JSON.stringify({ ms: performance.now() - start, answers: rows.length, rss: megabytes() }));
  connection.close();
} else {
  const start = performance.now();
  const replica = await openBenchReplica(file);
  const cases = replica.rx.collections['cases']!;
  const first = await cases.find({ selector: { status: 'submitted' }, sort: [{ status: 'asc' }, { id: 'asc' }], limit: 50 }).exec();
  const { unsent } = countUnsent(replica.db);
  const ms = performance.now() - start;
  const afterOpen = megabytes();
  // A morning's work: counts, pages of lists, a few hundred documents opened and saved.
  await cases.count({ selector: { status: 'approved' } }).exec();
  for (let page = 0; page < 40; page++) await replica.rx.collections['persons']!.find({ selector: {}, sort: [{ id: 'asc' }], skip: page * 500, limit: 250 }).exec();
  for (const document of first) replica.commit({ durability: 'full', documents: [{ collection: 'cases', document: { ...(document.toJSON() as { id: string }), note: 'x' } }] });
  console.log(JSON.stringify({ ms, answers: first.length, unsent, afterOpen, rss: megabytes() }));
  await replica.close();
}
