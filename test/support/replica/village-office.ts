import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { PersonId } from '../../../shared/base/ids.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { listUnreleased } from '../../../src-main/replica/store/journal.ts';
import { listOfficeUnreleased } from '../../../src-main/replica/store/office-entries.ts';
import { releaseEntries } from '../../../src-main/replica/usecases/release-entries.ts';
import { saveChanges } from '../../../src-main/replica/usecases/save-changes.ts';
import { makeEnrolCode, type TestServer } from '../server/start-server.ts';
import { newFolder, openLaptop, type Laptop } from './laptop.ts';
import { password, staff, ulan } from './people.ts';

export const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });

/** Laptops of one office, by name, three at most, who know each other; the supervisor sits before each. */
export const openVillageOffice = async (server: TestServer, names: readonly string[]) => {
  const folder = newFolder();
  const laptops: Record<string, Laptop> = {};
  for (const name of names) {
    const laptop = openLaptop({ profile: join(folder.path, name) });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, name);
    await laptop.unlock('bolat');
    laptops[name] = laptop;
  }
  for (let time = 0; time < 2; time++) for (const laptop of Object.values(laptops)) await synced(laptop);
  return { folder, laptops, close: async () => {
    for (const laptop of Object.values(laptops)) await laptop.close();
    folder.remove();
  } };
};

/** A stick that `from` writes and `to` reads. */
export const carryBetween = async (from: Laptop, to: Laptop, stick: string) => {
  mkdirSync(stick, { recursive: true });
  const written = await from.must('stick.write', { folder: stick });
  return { written, taken: await to.must('stick.read', { folder: stick }) };
};

export const personOn = (laptop: Laptop, id: string): Person => findDocument(getOffice(laptop.host).replica, 'persons', id as PersonId)!;

/** A change of a person's record, as a form would make it. */
export const editPerson = (laptop: Laptop, id: string, change: Partial<Person>) => {
  const before = personOn(laptop, id);
  expect(saveChanges(laptop.host, 'person.edit', [{ collection: 'persons', before, after: { ...before, ...change } }])).toMatchObject({ ok: true });
};

/** A supervisor's batch of what the office has of a person that is in none. */
export const releasePerson = async (laptop: Laptop, id: string) =>
  expect(await releaseEntries(laptop.host, 'batch.sign', password, (replica) => ({ cases: [], persons: [id], entries: listUnreleased(replica.db, [id]), others: listOfficeUnreleased(replica.db, [id]) }))).toMatchObject({ ok: true });

/** A spell of work. */
export const spell = (employer: string) => ({ employer, bin: '990240001234', position: 'мұғалім', from: '2001-09', to: '2003-08' }) as Person['work'][number];
