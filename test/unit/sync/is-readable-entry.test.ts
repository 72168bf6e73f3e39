import { expect, it } from 'vitest';
import { isReadableEntry } from '../../../shared/sync/is-readable-entry.ts';

const id = '01890000-0000-7000-8000-000000000001';
const entry = (changes: object, sets?: object) =>
  isReadableEntry({ v: 1, device: id, number: 1, collection: 'persons', document: id, base: 0, changes, ...(sets ? { sets } : {}), command: 'x', author: id, hlc: '019000000000-0000', previous: 'A'.repeat(43) } as never);

it.each<[string, object, object | undefined, boolean]>([
  ['fields as they are', { phone: '+77010000001', birthDate: '1980-06-06' }, undefined, true],
  ['nothing', {}, undefined, true],
  ['a field of a later version', { later: { anything: 1 } }, undefined, true],
  ['its own id', { id }, undefined, true],
  ['another document’s id', { id: '01890000-0000-7000-8000-000000000002' }, undefined, false],
  ['another type', { phone: 7 }, undefined, false],
  ['a word that is none here', { sex: '?' }, undefined, false],
  ['one bad field beside good ones', { street: 'Абай', house: null }, undefined, false],
  ['a set with what can be no part of it', { otherIds: [] }, { otherIds: { put: [5], out: [] } }, false],
  ['a set out of which something was taken', { otherIds: [] }, { otherIds: { put: [], out: [{ kind: 'x', value: 'y' }] } }, true],
])('a colleague’s entry with %s', (_name, changes, sets, readable) => expect(entry(changes, sets)).toBe(readable));
