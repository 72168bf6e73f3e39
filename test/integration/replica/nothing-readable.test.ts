import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { coarseLatinKey, foldSearchKey } from '../../../shared/domain/search-key.ts';
import { openConnection } from '../../../src-main/replica/store/rx-storage/connection.ts';
import { getRxStorageSqlite } from '../../../src-main/replica/store/rx-storage/index.ts';
import { animal, animalSchema, openInstance } from '../../unit/replica/store/storage-fixture.ts';
import { newFolder, openLaptop, soon } from '../../support/replica/laptop.ts';
import { createPaperCentre } from '../../support/replica/paper-centre.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';

// Temporary files of this process alone, SQLite's among them (it asks once, when it is loaded): what other programs have in theirs comes and goes, and is none of ours.
const own = await vi.hoisted(async () => {
  const [{ mkdtempSync }, { tmpdir }, { join: under }] = [await import('node:fs'), await import('node:os'), await import('node:path')];
  return { temporary: (process.env.TMPDIR = mkdtempSync(under(tmpdir(), 'tirek-temporary-'))) };
});
const folder = newFolder();
afterAll(() => rmSync(own.temporary, { recursive: true, force: true }));

const person = madeUpPerson(42, { lastNameKk: 'Қызғалдақова', lastNameRu: 'Кызгалдакова', phone: '+77015556677', settlement: 'Жасырынауыл' });
const note = 'Дәрігерлік құпия: сол жақ буын';
const secrets = [person.lastNameKk, person.lastNameRu, person.firstNameKk, person.iin!, '7015556677', '15556677', person.settlement, note, 'Құпия ЖШС', staff[0]!.name, password];

/** A text as it could lie on a disk: UTF-8 and UTF-16 both ways, escaped as JSON may, in either case, as folded for search, in base64 at any offset, in hex. */
const writings = (text: string): Buffer[] => {
  const spelt = [...new Set([text, text.toUpperCase(), text.toLowerCase(), text.normalize('NFD'), foldSearchKey(text), coarseLatinKey(text)])].filter((one) => one.length >= 6);
  return spelt.flatMap((one) => {
    const utf8 = Buffer.from(one, 'utf8');
    const utf16 = Buffer.from(one, 'utf16le');
    const base64 = [0, 1, 2].map((pad) => Buffer.from(Buffer.concat([Buffer.alloc(pad), utf8]).toString('base64').slice(pad === 0 ? 0 : 4).replace(/=+$/, '').slice(0, -2)));
    const escaped = Buffer.from([...one].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
    return [utf8, utf16, Buffer.from(utf16).swap16(), Buffer.from(utf8.toString('hex')), escaped, ...base64].filter((bytes) => bytes.length >= 6);
  });
};

const filesBelow = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

/** Which secrets can be read in which files, ends of pages and torn writes included: files are searched as bytes. */
const readable = (paths: readonly string[]): string[] => {
  const wanted = secrets.flatMap((text) => writings(text).map((bytes) => ({ text, bytes })));
  return paths.flatMap((path) => {
    const content = readFileSync(path);
    return wanted.filter(({ bytes }) => content.includes(bytes)).map(({ text }) => `${path.split('/').at(-1)}: ${text}`);
  });
};

test('nothing of what people typed can be read on the disk while the replica is worked on, or after', async () => {
  const laptop = openLaptop({ profile: folder.path, fetch: createPaperCentre(ulan).fetch });
  await laptop.enrol('https://paper', 'CODE', [...staff, { login: 'erlan', password }]);
  await laptop.unlock('aigul');
  const { id } = await laptop.must('person.register', person);
  for (let n = 0; n < 60; n++) await laptop.must('person.register', madeUpPerson(100 + n, { firstNameKk: person.firstNameKk }));
  const opened = await laptop.must('case.open', { personId: id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id: opened.id, facts: { onsetDate: '2026-01-05' as PlainDate, note, employer: 'Құпия ЖШС' } });
  expect(laptop.look('person.find', { text: 'қызғалд', limit: 10 }).rows).toHaveLength(1);
  laptop.look('person.similar', { ...person, iin: '' });
  await laptop.call('session.unlock', { login: 'aigul', password: `${person.lastNameKk} қате` });
  await laptop.must('case.handOver', opened);
  await expect.poll(() => filesBelow(folder.path).map((path) => path.split('/').at(-1)), soon).toEqual(expect.arrayContaining(['replica.db', 'replica.db-wal', 'keys.json', 'replica.log']));
  expect(readable(filesBelow(folder.path))).toEqual([]);
  await laptop.unlock('erlan');
  await laptop.must('session.rekey', { password });
  await laptop.sync();
  expect(readable(filesBelow(folder.path))).toEqual([]);
  await laptop.close();
  expect(readable(filesBelow(own.temporary))).toEqual([]);
});

test('an attachment cannot be read either, and would be without the key', async () => {
  const scan = Buffer.from(`${note} ${person.iin}`.repeat(20_000));
  const write = async (name: string, key?: Uint8Array) => {
    mkdirSync(join(folder.path, name));
    const instance = await openInstance(getRxStorageSqlite({ filename: join(folder.path, name, 'files.db'), ...(key ? { key } : {}) }), { schema: animalSchema(0, true) });
    const document = { ...animal({ id: 'a', name: note }), _attachments: { scan: { digest: 'd1', length: scan.length, type: 'text/plain', data: new Blob([scan]) } } };
    expect((await instance.bulkWrite([{ document: document as never }], 'test')).error).toEqual([]);
    const open = readable(filesBelow(join(folder.path, name)));
    await instance.close();
    return [...open, ...readable(filesBelow(join(folder.path, name)))];
  };
  expect(await write('sealed', new Uint8Array(32).fill(5))).toEqual([]);
  expect(await write('bare')).toEqual(expect.arrayContaining([`files.db: ${note}`, `files.db: ${person.iin}`]));
});

test('the same search finds all of it in a file that is not encrypted', () => {
  const control = join(folder.path, 'control');
  mkdirSync(control);
  const connection = openConnection({ filename: join(control, 'plain.db') });
  connection.database.exec('CREATE TABLE t (body TEXT)');
  connection.prepare('INSERT INTO t VALUES (?)').run(secrets.join('\n'));
  connection.close();
  const found = readable(filesBelow(control));
  for (const text of secrets) expect(found).toContain(`plain.db: ${text}`);
  rmSync(join(control, 'plain.db'));
  for (const [name, bytes] of Object.entries({ utf16: Buffer.from(`xx${person.lastNameKk}`, 'utf16le'), base64: Buffer.from(Buffer.from(`ab${person.iin} c`).toString('base64')), hex: Buffer.from(Buffer.from(person.lastNameRu).toString('hex')), folded: Buffer.from(foldSearchKey(person.lastNameKk)) })) {
    writeFileSync(join(control, name), bytes);
    expect([name, readable([join(control, name)]).length > 0]).toEqual([name, true]);
  }
});
