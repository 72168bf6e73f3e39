import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../../../shared/domain/person.ts';
import { password } from '../../support/replica/people.ts';
import { openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import { openShapedLine, type ShapedLine } from '../../support/line/shaped-line.ts';
import { openCentre } from '../../../src-server/open-centre.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { revokeDevice } from '../../../src-server/store/devices.ts';
import { makeChunks } from '../../../src-server/pull/make-chunks.ts';
import { makePeople } from './people.ts';

export const ulan = '636200000';

/** Milliseconds between two enrolments: the centre takes sixty a minute from one address. */
const betweenEnrolments = 1050;

/** The centre with a district's registry in it, a line to it, and laptops as many as are asked for. */
export type Office = {
  readonly server: TestServer; readonly line: ShapedLine; readonly people: readonly Person[]; readonly randomBytes: number; readonly importSeconds: number;
  /** A new laptop, enrolled and unlocked by the caseworker, that has not synced yet. RxDB has room for three at a time in a process: a row closes its own when it is measured. */
  readonly newLaptop: () => Promise<Laptop>;
  /** Closes a laptop and takes it off the office's roster, which every other is sent. */
  readonly retire: (laptop: Laptop) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens everything: a real server on its own PostgreSQL, made-up people of Ұлан imported. */
export const openOffice = async (persons: number): Promise<Office> => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-bench-sync-'));
  const server = await startServer();
  const { people, randomBytes } = makePeople(ulan, persons);
  const file = join(folder, 'people.ndjson');
  writeFileSync(file, people.map((person) => `${JSON.stringify(person)}\n`).join(''));
  const begun = performance.now();
  const imported = await runServerTool(server, 'import-population', file);
  if (imported.status !== 0) throw new Error(imported.stderr);
  const importSeconds = (performance.now() - begun) / 1000;
  // The server makes its chunks by itself within seconds; nobody waits for that here.
  const centre = await openCentre(server.database, () => undefined);
  if (!centre.ok) throw new Error(centre.error.type);
  await makeChunks(centre.value, new AbortController().signal);
  const { database } = centre.value;
  const { hostname, port } = new URL(server.url);
  const line = await openShapedLine({ host: hostname, port: Number(port) });
  const laptops: Laptop[] = [];
  let mayEnrolAt = 0;
  return {
    server, line, people, randomBytes, importSeconds,
    newLaptop: async () => {
      const laptop = openLaptop({ profile: join(folder, `laptop-${laptops.length}`), rehearses: true });
      laptops.push(laptop);
      await sleep(Math.max(0, mayEnrolAt - performance.now()));
      mayEnrolAt = performance.now() + betweenEnrolments;
      await laptop.enrol(line.url, await makeEnrolCode(server, ulan));
      await laptop.must('session.unlock', { login: 'aigul', password });
      return laptop;
    },
    retire: async (laptop) => {
      const { device } = getOffice(laptop.host).certificate;
      await laptop.close();
      await revokeDevice(database.pool, device);
    },
    close: async () => {
      await database.close();
      for (const laptop of laptops) await laptop.close();
      await line.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A sync that must end well. */
export const mustSync = async (laptop: Laptop): Promise<void> => {
  const ended = await laptop.sync();
  if (ended.phase !== 'done') throw new Error(`sync: ${JSON.stringify(ended)}`);
};
