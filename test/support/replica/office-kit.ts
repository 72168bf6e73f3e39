import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CaseId, PersonId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { listUnreleased } from '../../../src-main/replica/store/journal.ts';
import { listOfficeUnreleased } from '../../../src-main/replica/store/office-entries.ts';
import { releaseEntries } from '../../../src-main/replica/usecases/release-entries.ts';
import { saveChanges } from '../../../src-main/replica/usecases/save-changes.ts';
import { makeEnrolCode, type TestServer } from '../server/start-server.ts';
import { newFolder, openLaptop, type Laptop } from './laptop.ts';
import { madeUpPerson, password, staff, ulan } from './people.ts';

/** Laptops of one office by name, each with a line of its own that can be cut (`lines`), a supervisor at it; all know of each other. */
export const openOffice = async <N extends string>(server: () => TestServer, names: readonly N[], extra: (name: N) => object = () => ({})) => {
  const folder = newFolder();
  const [lines, laptops] = [{} as Record<N, boolean>, {} as Record<N, Laptop>];
  for (const name of names) {
    lines[name] = true;
    // The address is the server's of the moment: a test may start another in its place.
    const throughLine = (input: string, init: object) => (lines[name] ? fetch(String(input).replace(/^http:\/\/[^/]+/, server().url), init) : Promise.reject(new TypeError('no line')));
    const laptop = openLaptop({ profile: join(folder.path, name), fetch: throughLine as never, ...extra(name) });
    await laptop.enrol(server().url, await makeEnrolCode(server(), ulan), staff, name);
    await laptop.unlock('bolat');
    laptops[name] = laptop;
  }
  const all = Object.values<Laptop>(laptops);
  for (const laptop of [...all, ...all]) await synced(laptop);
  const close = async () => {
    for (const laptop of Object.values<Laptop>(laptops)) await laptop.close();
    folder.remove();
  };
  return { folder, lines, laptops, close };
};

export const synced = async (laptop: Laptop) => expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });

/** A stick is written on one laptop and read on another. */
export const carry = async (from: Laptop, to: Laptop, stick: string) => {
  mkdirSync(stick, { recursive: true });
  const written = await from.must('stick.write', { folder: stick });
  return { written, taken: await to.must('stick.read', { folder: stick }) };
};

/** A case that was handed over, of a person who was registered with it; the supervisor is at the laptop. */
export const handedOver = async (laptop: Laptop, n: number): Promise<CaseId> => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as PlainDate, employer: 'Тірек ЖШС' } });
  await laptop.must('case.handOver', { id });
  await laptop.unlock('bolat');
  return id;
};

/** The supervisor approves the case and signs a batch of all that waits. */
export const release = async (laptop: Laptop, id: CaseId) => {
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id });
  await laptop.must('batch.sign', { password });
};

export const rows = (laptop: Laptop, sql: string) => getOffice(laptop.host).replica.db.list<Record<string, unknown>>(sql);

export const personOn = (laptop: Laptop, id: string): Person => findDocument(getOffice(laptop.host).replica, 'persons', id as PersonId)!;

/** A change of a person's record, as a form would make it. */
export const edit = (laptop: Laptop, id: string, change: Partial<Person>) => {
  const before = personOn(laptop, id);
  expect(saveChanges(laptop.host, 'person.edit', [{ collection: 'persons', before, after: { ...before, ...change } }])).toMatchObject({ ok: true });
};

/** A supervisor's batch of what the office has of a person that is in none. */
export const releasePerson = async (laptop: Laptop, id: string) =>
  expect(await releaseEntries(laptop.host, 'batch.sign', password, (replica) => ({ cases: [], persons: [id], entries: listUnreleased(replica.db, [id]), others: listOfficeUnreleased(replica.db, [id]) }))).toMatchObject({ ok: true });

/** A spell of work. */
export const spell = (employer: string) => ({ employer, bin: '990240001234', position: 'мұғалім', from: '2001-09', to: '2003-08' }) as Person['work'][number];
