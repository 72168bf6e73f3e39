import { beforeEach, expect, it } from 'vitest';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { toBase64url } from '../../../../shared/base/base64url.ts';
import { nextHlc } from '../../../../shared/sync/hlc.ts';
import { heldBack } from '../../../../src-main/replica/office/held-back.ts';
import { writableDbOf, type WritableDb } from '../../../../src-main/replica/store/db.ts';
import { appendEntry, markReleased } from '../../../../src-main/replica/store/journal.ts';
import { migrate } from '../../../../src-main/replica/store/migrate.ts';
import { allMigrations } from '../../../../src-main/replica/store/migrations/all-migrations.ts';
import { insertOfficeEntry } from '../../../../src-main/replica/store/office-entries.ts';
import { openConnection } from '../../../../src-main/replica/store/rx-storage/connection.ts';
import { setSetting } from '../../../../src-main/replica/store/settings.ts';
import { setServerVersion } from '../../../../src-main/replica/store/versions.ts';

const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [ours, theirs, author] = [id(1), id(2), id(3)];
const [person, other, reviewed, decision, taken, batch] = [id(10), id(11), id(12), id(13), id(14), id(15)];
let db: WritableDb;
let [number, hlc] = [0, ''];

type Change = { readonly collection: string; readonly document: string; readonly base?: number; readonly heard?: boolean; readonly changes: object };
const bytesOf = (device: string, of: number, { heard, base = 1, ...change }: Change): Uint8Array => {
  hlc = nextHlc(hlc, 1_800_000_000_000);
  return utf8(JSON.stringify({ v: 1, device, number: of, base, ...change, ...(heard ? { heard: [[theirs, 7]] } : {}), command: 'test', author, hlc, previous: toBase64url(new Uint8Array(32)) }));
};
const write = (change: Change): number => {
  number += 1;
  const bytes = bytesOf(ours, number, change);
  appendEntry(db, { number, hash: Uint8Array.of(number), previous: new Uint8Array(32), collection: change.collection, document: change.document, bytes, author, command: 'test', at: '2026-01-05T00:00:00.000Z' });
  markReleased(db, [number], change.collection === 'batches' ? change.document : batch);
  return number;
};

beforeEach(() => {
  const connection = openConnection({ filename: ':memory:' });
  expect(migrate(connection, allMigrations).ok).toBe(true);
  db = writableDbOf(connection);
  [number, hlc] = [0, ''];
  const device = (name: string) => ({ device: name, name, classes: ['registry', 'casework'], signKey: toBase64url(new Uint8Array(32)), readKey: toBase64url(new Uint8Array(32)) });
  setSetting(db, 'office.roster', { bytes: toBase64url(utf8(JSON.stringify({ v: 1, area: '636200000', number: 1, devices: [device(ours), device(theirs)], staff: [] }))), signature: toBase64url(new Uint8Array(64)) });
  const read: Change = { collection: 'cases', document: reviewed, changes: { status: 'review' } };
  insertOfficeEntry(db, { device: theirs, number: 7, hash: Uint8Array.of(7), collection: 'cases', document: reviewed, bytes: bytesOf(theirs, 7, read), author, command: 'test', hlc });
});

it('what was built on a colleague’s unreleased word waits with what follows on it, what is judged beside it and its batch, and nothing else', () => {
  setServerVersion(db, 'cases', reviewed, 2);
  write({ collection: 'cases', document: reviewed, changes: { note: 'a' } });
  const approval = write({ collection: 'cases', document: reviewed, heard: true, changes: { status: 'approved' } });
  const decided = write({ collection: 'decisions', document: decision, base: 0, changes: { id: decision, caseId: reviewed, personId: person } });
  const ended = write({ collection: 'decisions', document: decision, changes: { withdrawn: { by: author } } });
  const record = write({ collection: 'batches', document: batch, base: 0, changes: { id: batch } });
  write({ collection: 'persons', document: person, changes: { phone: '+77010000001' } });
  write({ collection: 'cases', document: taken, base: 0, changes: { id: taken, personId: person } });
  expect(heldBack(db, new Set())).toEqual({ own: [approval, decided, ended, record], others: new Set() });
  db.run('UPDATE office_entry SET batch = ?', batch);
  expect(heldBack(db, new Set()).own).toEqual([]);
});

it('cases that go with a merged record wait with the merge, a new case of a record whose change waits does not', () => {
  insertOfficeEntry(db, { device: theirs, number: 6, hash: Uint8Array.of(6), collection: 'persons', document: other, bytes: bytesOf(theirs, 6, { collection: 'persons', document: other, changes: {} }), author, command: 'test', hlc });
  const merged = write({ collection: 'persons', document: other, heard: true, changes: { mergedInto: person } });
  const gone = write({ collection: 'cases', document: reviewed, changes: { personId: person } });
  write({ collection: 'cases', document: taken, base: 0, changes: { id: taken, personId: other } });
  expect(heldBack(db, new Set()).own).toEqual([merged, gone]);
});
