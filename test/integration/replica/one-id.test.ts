import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ledger } from '../../../shared/domain/ledger.ts';
import { makeLedger } from '../../../scripts/population/make-ledger.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { listSettings } from '../../../src-main/replica/store/settings.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { newFolder, openLaptop, type Laptop } from '../../support/replica/laptop.ts';
import { madeUpPerson, ulan } from '../../support/replica/people.ts';

// Papers of all kinds have their ids in common: what comes with an id that another kind has is kept aside, and nothing is overwritten.
const folder = newFolder();
const centre = createPaperCentre(ulan);
let laptop: Laptop;
beforeAll(async () => {
  laptop = openLaptop({ profile: folder.path, fetch: centre.fetch });
  await laptop.enrol('https://paper', 'CODE');
  await laptop.unlock('aigul');
});
afterAll(async () => {
  await laptop.close();
  folder.remove();
});

test('a paper with an id that stands on another shelf is kept aside, whether it comes later or in the same frame; its number does not stop the stream', async () => {
  const { id } = await laptop.must('person.register', madeUpPerson(1));
  const { person } = laptop.look('person.watch', { id });
  const ledger: Ledger = makeLedger({ ...person!, work: [{ employer: '«Сынақ» ЖШС', bin: '111111111111', position: 'сауыншы', from: '2015-01', to: null }], contributions: [{ year: 2024, months: 12, income: 2_400_000, amount: 84_000 }] })!;
  const report = (n: number, change: object = {}) => ({ id: `01890000-0000-7000-8000-00000000aa0${n}`, number: 'R-1', district: ulan, upTo: '2026-01', made: { by: '01890000-0000-7000-8000-000000000001', byName: 'Тест', at: '2026-01-05T05:00:00.000Z' }, ledgers: 0, persons: 0, employers: 0, rows: [], ...change });
  const put = (c: string, d: { readonly id: string }, v = 1) => ({ k: 'put', c, i: d.id, v, d }) as never;
  centre.frames.push([{ stream: `${ulan}/registry`, from: 0, to: 1, items: [put('ledger', ledger)] }]);
  await laptop.sync();
  const { replica } = getOffice(laptop.host);
  expect(findDocument(replica, 'ledger', id)).toEqual(ledger);

  const later = report(1, { id });
  centre.frames.push([{ stream: `${ulan}/reports`, from: 0, to: 3, items: [put('reports', later), put('reports', report(2)), put('ledger', { ...ledger, id: report(2).id } as Ledger)] }]);
  expect(await laptop.sync()).toMatchObject({ phase: 'done', error: null });
  expect(findDocument(replica, 'ledger', id)).toEqual(ledger);
  expect(findDocument(replica, 'reports', id)).toBeUndefined();
  expect(findDocument(replica, 'reports', report(2).id)).toEqual(report(2));
  expect(findDocument(replica, 'ledger', report(2).id)).toBeUndefined();
  expect(listSettings(replica.db, 'aside.').map(({ value }) => [(value as { c: string }).c, (value as { i: string }).i]).sort()).toEqual([['ledger', report(2).id], ['reports', id]]);
  expect(replica.db.find('SELECT seq FROM cursor WHERE stream = ?', `${ulan}/reports`)).toEqual({ seq: 3 });
  // Not at the next opening either.
  await laptop.must('session.lock', {});
  await laptop.unlock('aigul');
  expect(findDocument(getOffice(laptop.host).replica, 'ledger', id)).toEqual(ledger);
});

test('nobody here writes a paper over another kind’s', async () => {
  const { replica } = getOffice(laptop.host);
  const [row] = replica.db.list<{ document: string }>("SELECT document FROM server_version WHERE collection = 'ledger'");
  expect(() => replica.commit({ durability: 'full', documents: [{ collection: 'scans', document: { id: row!.document } }] })).toThrow('another shelf');
  expect(() => replica.commit({ durability: 'full', documents: [{ collection: 'scans', document: { id: 'x' } }, { collection: 'acts', document: { id: 'x' } }] })).toThrow('same id');
  expect(findDocument(replica, 'ledger', row!.document)).toBeDefined();
});
