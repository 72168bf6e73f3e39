import { beforeEach, describe, expect, it } from 'vitest';
import { findCursor, listCursors, setCursor } from '../../../../src-main/replica/store/cursors.ts';
import { writableDbOf, type WritableDb } from '../../../../src-main/replica/store/db.ts';
import { appendEntry, countUnsent, findLastEntry, historyOf, forgetAnswered, listPendingOf, listTakenAfter, listToPush, listUnreleased, markReceived, markReleased, settleEntriesOf } from '../../../../src-main/replica/store/journal.ts';
import { migrate } from '../../../../src-main/replica/store/migrate.ts';
import { allMigrations } from '../../../../src-main/replica/store/migrations/all-migrations.ts';
import { findLastReceipt, insertReceipt } from '../../../../src-main/replica/store/receipts.ts';
import { openConnection } from '../../../../src-main/replica/store/rx-storage/connection.ts';
import { findSetting, removeSetting, setSetting } from '../../../../src-main/replica/store/settings.ts';
import { serverVersionOf, setServerVersion } from '../../../../src-main/replica/store/versions.ts';

let db: WritableDb;

beforeEach(() => {
  const connection = openConnection({ filename: ':memory:' });
  expect(migrate(connection, allMigrations).ok).toBe(true);
  db = writableDbOf(connection);
});

const entry = (number: number, document: string, collection = 'cases') => ({
  number, document, collection, hash: Uint8Array.of(number), previous: Uint8Array.of(number - 1), bytes: Uint8Array.of(1, 2), author: 'a', command: 'case.save', at: '2026-01-05T00:00:00.000Z',
});
const numbers = (rows: readonly { number: number }[]) => rows.map((row) => row.number);

describe('journal', () => {
  it('ends with a move what was written without knowing of it, and what cannot be read, and nothing later', () => {
    const based = (number: number, base: number) => ({ ...entry(number, 'x'), bytes: new TextEncoder().encode(JSON.stringify({ base })) });
    for (const row of [based(1, 3), based(2, 4), entry(3, 'x'), { ...based(4, 1), collection: 'persons' }]) appendEntry(db, row);
    settleEntriesOf(db, 'cases', 'x', 4);
    expect(historyOf(db, 'x').map((row) => row.why)).toEqual(['movedAway', null, 'movedAway', null]);
    expect(numbers(listPendingOf(db, 'cases', 'x'))).toEqual([2]);
  });

  it('is append-only and without gaps', () => {
    expect(findLastEntry(db)).toBeUndefined();
    appendEntry(db, entry(1, 'x'));
    expect(() => appendEntry(db, entry(1, 'x'))).toThrow();
    expect(() => appendEntry(db, entry(3, 'x'))).toThrow();
    appendEntry(db, entry(2, 'y'));
    const last = findLastEntry(db);
    expect(last).toMatchObject({ number: 2, document: 'y', batch: null, receipt: null, result: null });
    expect([...(last?.hash ?? [])]).toEqual([2]);
  });

  it('goes from unreleased to released to received', () => {
    for (const [i, document] of ['x', 'y', 'x', 'z'].entries()) appendEntry(db, entry(i + 1, document));
    expect(numbers(listUnreleased(db, ['x', 'z']))).toEqual([1, 3, 4]);
    expect(listToPush(db, 10)).toEqual([]);
    markReleased(db, [1, 2, 3], 'batch-1');
    markReleased(db, [3], 'batch-2');
    expect(historyOf(db, 'x').map((row) => row.batch)).toEqual(['batch-1', 'batch-1']);
    expect(numbers(listUnreleased(db, ['x', 'y', 'z']))).toEqual([4]);
    expect(numbers(listToPush(db, 2))).toEqual([1, 2]);
    expect(countUnsent(db)).toEqual({ unsent: 4, released: 3 });
    const receipt = insertReceipt(db, { bytes: Uint8Array.of(9), signature: Uint8Array.of(8), at: 't' });
    markReceived(db, [1, 2], receipt, 'applied');
    markReceived(db, [2], insertReceipt(db, { bytes: Uint8Array.of(7), signature: Uint8Array.of(6), at: 'u' }), 'quarantined');
    expect(historyOf(db, 'y')).toMatchObject([{ receipt, result: 'applied' }]);
    expect(numbers(listToPush(db, 9))).toEqual([3]);
    // Taken, it lies over its document until that has come back.
    expect(numbers(listPendingOf(db, 'cases', 'x'))).toEqual([1, 3]);
    forgetAnswered(db, [1, 2]);
    expect(numbers(listPendingOf(db, 'cases', 'x'))).toEqual([3]);
    expect(listPendingOf(db, 'persons', 'x')).toEqual([]);
    expect(numbers(listTakenAfter(db, 'cases', 'x', 0))).toEqual([1]);
    expect(listTakenAfter(db, 'cases', 'x', 1)).toEqual([]);
    expect(countUnsent(db)).toEqual({ unsent: 2, released: 1 });
    expect(findLastReceipt(db)?.at).toBe('u');
  });
});

describe('cursors, settings, versions', () => {
  it('a cursor moves and may go back in a new epoch', () => {
    expect(findCursor(db, 's')).toBeUndefined();
    setCursor(db, { stream: 's', epoch: 1, seq: 40 });
    setCursor(db, { stream: 's', epoch: 2, seq: 3 });
    setCursor(db, { stream: 'r', epoch: 1, seq: 1 });
    expect(findCursor(db, 's')).toEqual({ stream: 's', epoch: 2, seq: 3 });
    expect(listCursors(db).map((cursor) => cursor.stream)).toEqual(['r', 's']);
  });

  it('a setting is any JSON value', () => {
    setSetting(db, 'a', { deep: ['қ', null, 1] });
    setSetting(db, 'a', { deep: ['қ', null, 2] });
    expect(findSetting(db, 'a')).toEqual({ deep: ['қ', null, 2] });
    removeSetting(db, 'a');
    expect(findSetting(db, 'a')).toBeUndefined();
  });

  it('a document the centre does not know has version 0', () => {
    expect(serverVersionOf(db, 'cases', 'x')).toBe(0);
    setServerVersion(db, 'cases', 'x', 4);
    setServerVersion(db, 'cases', 'x', 5);
    expect([serverVersionOf(db, 'cases', 'x'), serverVersionOf(db, 'persons', 'x')]).toEqual([5, 0]);
  });
});
