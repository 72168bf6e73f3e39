import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { encodeEntry, findEntry, JournalEntry } from '../../../shared/sync/journal-entry.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { encodeRising, findRising } from '../../../shared/sync/varints.ts';

const entry = JournalEntry.parse({
  v: 1, device: '01890000-0000-7000-8000-000000000001', number: 1, collection: 'persons', document: '01890000-0000-7000-8000-000000000009', base: 0,
  changes: { lastNameKk: 'Әбілқызы' }, command: 'person.register', author: '01890000-0000-7000-8000-000000000005', hlc: '0189abcdef01-0000', previous: toBase64url(new Uint8Array(32)),
});

describe('journal entry', () => {
  it('is read back from its bytes', () => expect(findEntry(encodeEntry(entry))).toEqual(entry));

  it('is none where it nests 100,000 deep, is too large, is not UTF-8 or lacks a field', () => {
    const withChanges = (text: string) => utf8(JSON.stringify({ ...entry, changes: 0 }).replace('"changes":0', `"changes":${text}`));
    expect(findEntry(withChanges('{"a":[1]}'))).toBeDefined();
    expect(findEntry(withChanges(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))).toBeUndefined();
    expect(findEntry(withChanges(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`))).toBeUndefined();
    expect(findEntry(withChanges(`{"a":"${'x'.repeat(limits.entry)}"}`))).toBeUndefined();
    expect(findEntry(withChanges('[1]'))).toBeUndefined();
    expect(findEntry(Uint8Array.of(...encodeEntry(entry), 0xff))).toBeUndefined();
    for (const field of Object.keys(entry)) expect(findEntry(utf8(JSON.stringify({ ...entry, [field]: undefined }))), field).toBeUndefined();
  });
});

describe('rising numbers', () => {
  it('are read back', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })), (numbers) => {
      const rising = numbers.toSorted((a, b) => a - b);
      expect(findRising(encodeRising(rising))).toEqual(rising);
    }));
  });

  it('are none from bytes that repeat a number, are overlong, unfinished or too great', () => {
    for (const bytes of [[0], [1, 0], [129, 0], [128], [255, 255, 255, 255, 255, 255, 255, 255, 1]]) expect(findRising(Uint8Array.from(bytes)), String(bytes)).toBeUndefined();
  });
});
