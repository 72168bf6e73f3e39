import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPostgres, type EmbeddedPostgres } from '../../../src-server/embedded/start-postgres.ts';
import { openDatabase, type Database } from '../../../src-server/store/db.ts';
import { migrate } from '../../../src-server/store/migrate.ts';
import { meaningOf, memoryLines, postgresLines } from '../../differential/compare.ts';
import { answerAgain, fillDatabase, poisonTrigger } from '../../differential/postgres-centre.ts';
import { recordHistory, tame, type Recorded } from '../../differential/record-history.ts';
import { mostTwins, openTwins } from '../../differential/twin-replicas.ts';
import { createLongHistory } from '../../simulation/long-history.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-differential-'));
let [postgres, database] = [undefined as unknown as EmbeddedPostgres, undefined as unknown as Database];
beforeAll(async () => {
  // Root lends PostgreSQL another user, who must be able to walk in.
  chmodSync(folder, 0o755);
  postgres = await startPostgres(folder);
  database = openDatabase(postgres.url, () => undefined);
  expect((await migrate(database)).ok).toBe(true);
  await database.pool.query(poisonTrigger);
});
afterAll(async () => {
  await database?.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Plays a history with the twins of some of its laptops. */
const playBoth = async (seed: number, laptops: readonly number[]): Promise<{ recorded: Recorded; onDisk: string[]; reopened: string[] }> => {
  const twins = await openTwins(laptops);
  try {
    const recorded = await recordHistory(tame(createLongHistory(seed)), twins.twin);
    const onDisk = twins.differences();
    await twins.reopen();
    return { recorded, onDisk, reopened: twins.differences() };
  } finally {
    await twins.close();
  }
};

/** The laptops of a history, in groups whose twins may be open at once. */
const groupsOf = (seed: number): number[][] => {
  const laptops = createLongHistory(seed).laptops.map((_, at) => at);
  return Array.from({ length: Math.ceil(laptops.length / mostTwins) }, (_, at) => laptops.slice(at * mostTwins, (at + 1) * mostTwins));
};

const counts = { requests: 0, comparisons: 0, entries: 0, aside: 0, items: 0 };

it.each(Array.from({ length: 24 }, (_, at) => 500 + at))('history %i comes to the same on encrypted SQLite and on PostgreSQL as in memory', async (seed) => {
  const [first, ...rest] = groupsOf(seed);
  const { recorded, ...replicas } = await playBoth(seed, first!);
  expect(recorded.faults).toEqual([]);
  expect(replicas).toEqual({ onDisk: [], reopened: [] });
  // The same steps at slightly other times: some commits ask the clock, and each is done twice where there is a twin.
  for (const group of rest) {
    const { recorded: again, ...others } = await playBoth(seed, group);
    expect(again.faults).toEqual([]);
    expect(others).toEqual({ onDisk: [], reopened: [] });
  }
  await fillDatabase(database, recorded);
  const { crypto } = recorded.centre;
  for (const [at, heard] of recorded.heard.entries()) {
    const answer = await answerAgain(database, recorded, heard);
    expect(meaningOf(crypto, heard.sent.route, answer), `request ${at}`).toBe(meaningOf(crypto, heard.sent.route, heard.answer));
  }
  expect(await postgresLines(database)).toEqual(memoryLines(recorded));
  counts.requests += recorded.heard.length;
  counts.comparisons += recorded.heard.filter(({ sent, answer }) => sent.route === 'compare' && answer?.status === 200).length;
  counts.entries += recorded.after.get('entry')!.size;
  counts.aside += recorded.after.get('quarantine')!.size;
  counts.items += recorded.after.get('item')!.size;
});

it('has compared enough to mean something', () => {
  expect(counts.requests).toBeGreaterThan(500);
  expect(counts.comparisons).toBeGreaterThan(0);
  expect(counts.entries).toBeGreaterThan(100);
  expect(counts.aside).toBeGreaterThan(15);
});
