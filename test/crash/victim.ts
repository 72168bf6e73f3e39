/**
 * The process that is killed: `victim.ts PROFILE [unsafe]`. Says "ready" when it has loaded, waits for a line `SEED STEPS`, opens the replica, works, and says each
 * acknowledged save. `unsafe`: no save file, and nothing is ever synced: what the power test must find fault with.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openReplica } from '../../src-main/replica/store/open-replica.ts';
import { composeOffice, officeSettings, takeOffice, worker } from './crash-office.ts';
import { runLoad } from './load.ts';

const [profile = '', mode] = process.argv.slice(2);
const say = (value: unknown) => void writeSync(1, `${JSON.stringify(value)}\n`);
say('ready');
const [seed = 1, steps = 1] = await new Promise<number[]>((resolve) => createInterface({ input: process.stdin }).once('line', (line) => resolve(line.split(' ').map(Number))));
const host = composeOffice(profile);
const opened = await openReplica(officeSettings(host, mode === 'unsafe'));
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const { database } = opened.value.connection;
if (mode === 'unsafe') {
  const pragma = database.pragma.bind(database);
  Object.assign(database, { pragma: (sql: string, ...rest: never[]) => pragma(sql.startsWith('synchronous') ? 'synchronous = OFF' : sql, ...rest) });
  database.pragma('synchronous = OFF');
}
takeOffice(host, opened.value, worker);
say('open');
await runLoad(host, seed, steps, say);
await opened.value.close();
process.exit(0);
