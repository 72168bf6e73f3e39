import { readFileSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { getNode, places } from '../../../scripts/bootstrap/places.mjs';
import { runProgram } from '../../../scripts/demo/run-program.ts';
import { layCluster } from '../server/lay-cluster.ts';

export type Centre = {
  readonly listening: string;
  readonly database: string;
  readonly pid: number;
  /** Ends it with its PostgreSQL, as an operator would. */
  readonly stop: () => Promise<void>;
  /** Pulls its plug. */
  readonly kill: () => Promise<void>;
  /** What its own counting tool says. */
  readonly counts: () => Promise<Record<string, number>>;
};

const exited = (child: ChildProcess) => new Promise<void>((done) => (child.exitCode !== null || child.signalCode !== null ? done() : child.once('exit', () => done())));

/** The real central server with its own embedded PostgreSQL in `folder`, on loopback; `port` to come back where the laptops know it. */
export const startCentre = async (folder: string, port = 0): Promise<Centre> => {
  await layCluster(folder);
  const child = spawn(getNode(), ['src-server/server.ts', '--port', String(port), '--data', folder], { cwd: places.root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + String(chunk)).slice(-4000)));
  const ready = await new Promise<{ listening: string; database: string }>((done, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"listening"')) done(JSON.parse(line) as { listening: string; database: string });
      else said = (said + line).slice(-4000);
    });
    child.once('exit', (code) => fail(new Error(`the centre ended with ${code}: ${said}`)));
  });
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await exited(child);
  };
  return {
    ...ready,
    pid: child.pid ?? 0,
    stop: end('SIGTERM'),
    kill: end('SIGKILL'),
    counts: async () => (await runProgram(['src-server/tools/counts.ts'], { DATABASE_URL: ready.database })) as Record<string, number>,
  };
};

/** Fills the centre with synthetic people of one district and their ledgers; returns how many ledgers came with them. */
export const fillCentre = async (centre: Centre, folder: string, district: string, persons: number): Promise<number> => {
  const file = `${folder}/population-${district}.ndjson`;
  await runProgram(['scripts/population/run.ts', '--persons', String(persons), '--district', district, '--seed', '7', '--out', file, '--ledgers', `${file}.ledgers`]);
  await runProgram(['src-server/tools/import-population.ts', file], { DATABASE_URL: centre.database });
  await runProgram(['src-server/tools/import-ledgers.ts', `${file}.ledgers`], { DATABASE_URL: centre.database });
  return readFileSync(`${file}.ledgers`, 'utf8').split('\n').filter((line) => line !== '').length;
};
