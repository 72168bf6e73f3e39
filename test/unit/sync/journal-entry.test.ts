import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { textOf, utf8 } from '../../../shared/base/bytes.ts';
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

describe('an entry that says something twice, or otherwise than it is written', () => {
  const text = textOf(encodeEntry(entry));
  it.each([
    ['a key twice', text.replace('{"author":', '{"author":"01890000-0000-7000-8000-000000000006","author":')],
    ['a key twice within the changes', text.replace('"changes":{', '"changes":{"lastNameKk":"x",')],
    ['a key twice that nobody knows', text.replace('"v":1', '"v":1,"z":1,"z":1')],
    ['white space', text.replace(':', ': ')],
    ['a mark before it', `\ufeff${text}`],
    ['a letter as its number', text.replace('Ә', '\\u04d8')],
    ['a number in another spelling', text.replace('"base":0', '"base":-0')],
  ])('is none: %s', (_name, other) => expect(findEntry(utf8(other))).toBeUndefined());

  it('is one in whatever order its keys are, and with keys that look like numbers', () => {
    expect(findEntry(utf8(JSON.stringify(Object.fromEntries(Object.entries(entry).toReversed()))))).toEqual(entry);
    const numbered = { ...entry, changes: { ofANewerVersion: { 9: 1, 10: [{ a: 1, 2: 'x' }], b: '\u2028\ud83d\ude00"\\' } } };
    expect(findEntry(encodeEntry(numbered as never))).toEqual(numbered);
  });

  it('is read back whatever its changes are', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ maxLength: 8 }).filter((key) => key !== '__proto__'), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }), (changes) => {
      // As it comes from JSON: no -0, which has no spelling of its own there.
      const written = JSON.parse(JSON.stringify(changes)) as typeof changes;
      expect(findEntry(encodeEntry({ ...entry, changes: written as never }))).toEqual({ ...entry, changes: written });
    }));
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
