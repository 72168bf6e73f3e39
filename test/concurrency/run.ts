import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openCentre } from '../../src-server/open-centre.ts';
import { startPostgres } from '../../src-server/embedded/start-postgres.ts';
import { openDatabase } from '../../src-server/store/db.ts';
import { insertDevice } from '../../src-server/store/devices.ts';
import { appendItems } from '../../src-server/store/streams.ts';
import { childSeed, createChance } from '../simulation/chance.ts';
import { plantedAppend, plantedSchema } from './planted-append.ts';
import { tail } from './reader.ts';
import { write, type Written } from './writer.ts';

// npm run concurrency -- [--commits N] [--writers W] [--readers R] [--seed S] [--planted] [--json]: writers commit into shared streams of a real PostgreSQL while readers tail them.
const read = () => {
  const usage = (): never => {
    console.error('usage: npm run concurrency -- [--commits N] [--writers W] [--readers R] [--seed S] [--planted] [--json]   (whole numbers, N, W and R at least 1)');
    process.exit(2);
  };
  try {
    const { values } = parseArgs({ options: { commits: { type: 'string', default: '10000' }, writers: { type: 'string', default: '8' }, readers: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' }, planted: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
    const [commits, writers, readers, seed] = [values.commits, values.writers, values.readers, values.seed].map((text) => (/^\d{1,8}$/.test(text) ? Number(text) : -1)) as [number, number, number, number];
    return commits < 1 || writers < 1 || writers > 50 || readers < 1 || readers > 20 || seed < 0 ? usage() : { commits, writers, readers, seed, planted: values.planted, json: values.json };
  } catch {
    return usage();
  }
};

const [area, device] = ['100000000', '01890000-0000-7000-8000-000000000001'];
const streams = [`${area}/registry`, `${area}/casework`];
const { commits, writers, readers, seed, planted, json } = read();
const folder = mkdtempSync(join(tmpdir(), 'tirek-concurrency-'));
// Root lends PostgreSQL another user, who must be able to walk in.
chmodSync(folder, 0o755);
const postgres = await startPostgres(folder);
const opened = await openCentre(postgres.url, () => undefined);
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const centre = opened.value;
const key = new Uint8Array(32);
await insertDevice(centre.database.pool, { id: device, name: 'n', area, classes: ['registry', 'casework'], training: false, signKey: key, readKey: key, revoked: false, certificate: key, signature: key }, centre.now());
if (planted) await centre.database.pool.query(plantedSchema);

// Connections of their own: no reader ever waits for a writer's.
const writing = openDatabase(postgres.url, () => undefined);
const written: Written = new Map(streams.map((stream) => [stream, new Map()]));
const began = performance.now();
let left = writers;
const share = (index: number) => Math.floor(commits / writers) + (index < commits % writers ? 1 : 0);
const writes = Array.from({ length: writers }, async (_, index) => {
  try {
    await write(writing, planted ? plantedAppend : (db, items) => appendItems(db, centre.epoch, items), written, { name: `w${index}`, streams, commits: share(index), chance: createChance(childSeed(seed, index)) });
  } finally {
    left -= 1;
  }
});
const committed = () => Math.round([...written.values()].flatMap((counts) => [...counts.values()]).reduce((all, one) => all + one, 0) / 2);
const telling = setInterval(() => console.error(`about ${committed()} of ${commits} commits`), 60_000);
const seen = await Promise.all(Array.from({ length: readers }, () => tail(centre, device, written, () => left === 0)));
await Promise.all(writes);
clearInterval(telling);
const seconds = (performance.now() - began) / 1000;
const sum = (field: keyof (typeof seen)[number]) => seen.reduce((all, one) => all + one[field], 0);
const items = [...written.values()].flatMap((counts) => [...counts.values()]).reduce((all, one) => all + one, 0);
const line = { commits, items, readers, read: sum('read'), missed: sum('missed'), repeated: sum('repeated'), gaps: sum('gaps'), pulls: sum('pulls'), commitsPerSecond: Math.round(commits / seconds), seed };
console.log(json ? JSON.stringify(line) : JSON.stringify(line, null, 2));
await writing.close();
await centre.database.close();
await postgres.stop();
rmSync(folder, { recursive: true, force: true });
process.exitCode = line.missed + line.repeated + line.gaps > 0 || line.read !== items * readers ? 1 : 0;
