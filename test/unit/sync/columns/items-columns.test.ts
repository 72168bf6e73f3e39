import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFrame } from '../../../../shared/sync/decode-frame.ts';
import { encodeColumnFrame } from '../../../../shared/sync/encode-frame.ts';
import type { FrameHeader, StreamName } from '../../../../shared/sync/frame.ts';
import { nodeCrypto } from '../../../../src-server/platform/crypto.ts';
import { createCrypto } from '../../../../src-main/replica/platform/crypto.ts';
import { readFileSync } from 'node:fs';
import { makePeople } from '../../../bench/sync/people.ts';
import { makeCase, makePerson } from '../../../support/server/sample-documents.ts';

const district = '636200000';
const laptop = createCrypto(readFileSync(new URL('../../../../resources/sync/dictionary-1.bin', import.meta.url)));
const headerOf = (items: number): FrameHeader => ({ stream: `${district}/registry` as StreamName, epoch: 1, from: 0, to: items, head: items, items });
const put = (document: { readonly id: string; readonly [field: string]: unknown }, version = 1, collection = 'persons') => JSON.stringify({ k: 'put', c: collection, i: document.id, v: version, d: document });
const thereAndBack = (items: readonly string[]) => {
  const frame = decodeFrame(laptop, encodeColumnFrame(nodeCrypto, headerOf(items.length), items));
  if (!frame.ok) throw new Error('malformed');
  return frame.value.items;
};
const plain = (items: readonly string[]) => items.map((item) => JSON.parse(item) as unknown);

test('people come back from columns as they were, in their order, near the chance that is in them', () => {
  const { people, randomBytes } = makePeople(district, 1000);
  const items = people.map((person, index) => put(person, 1 + (index % 3)));
  const bytes = encodeColumnFrame(nodeCrypto, headerOf(items.length), items);
  expect(thereAndBack(items)).toEqual(plain(items));
  expect(bytes.length / people.length).toBeLessThan(randomBytes * 1.25);
});

test('what columns cannot say travels beside them: cases, traces, unknown fields, odd texts, keys in another order', () => {
  const [person, other] = [makePerson(district), makePerson(district, { iin: '630101300019', work: [{ employer: 'А', bin: '123456789012', position: 'Б', from: '2020-99', to: '2019-01' }], contributions: [{ year: 2020, months: 0, income: 5, amount: 7 }] })];
  const items = [
    put(makeCase(district, person.id, person.id), 4, 'cases'), put(person), put({ ...person, future: { a: [1] } } as never), put({ ...person, lastNameKk: ' Ә ' }), put({ ...person, id: '00000000-0000-4000-8000-000000000000' }),
    put({ ...person, settlement: 'a\tb', street: 'a\nb' }), put(other, 300), put(Object.fromEntries(Object.entries(person).reverse()) as never), put({ ...person, phone: '' }), put({ ...person, phone: '+7799' }),
    JSON.stringify({ k: 'moved', c: 'cases', i: person.id, v: 2, to: district, at: '2026-01-05T05:00:00.000Z', by: person.id, byName: 'Тест' }), put({ ...person, householdId: 'дом 7' }), put({ ...person, birthDate: '2000-02-30' }),
  ];
  expect(thereAndBack(items)).toEqual(plain(items));
  expect(thereAndBack([])).toEqual([]);
});

test('any person that the schema accepts comes back', () => {
  const text = fc.string({ maxLength: 20, unit: fc.constantFrom('а', 'Қ', 'ұ', 'лы', '7', ' ', '\t', 'é', '-') });
  const month = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 99 })).map(([year, at]) => `${String(year).padStart(4, '0')}-${String(at).padStart(2, '0')}`);
  const person = fc.record({
    lastNameKk: text, firstNameKk: text, patronymicKk: text, lastNameRu: text, firstNameRu: text, patronymicRu: text, settlement: text, street: text, house: text, phone: fc.oneof(text, fc.stringMatching(/^\+7799\d{0,9}$/)),
    sex: fc.constantFrom('male', 'female'), iin: fc.option(fc.stringMatching(/^\d{12}$/)), birthDate: fc.date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
    otherIds: fc.array(fc.record({ kind: text, value: fc.oneof(text, fc.stringMatching(/^T?\d{0,45}$/)) }), { maxLength: 3 }),
    work: fc.array(fc.record({ employer: text, bin: fc.stringMatching(/^\d{12}$/), position: text, from: month, to: fc.option(month) }), { maxLength: 4 }),
    contributions: fc.array(fc.record({ year: fc.integer({ min: 1980, max: 2030 }), months: fc.integer({ min: 0, max: 12 }), income: fc.nat(), amount: fc.nat() }), { maxLength: 4 }),
    disability: fc.option(fc.record({ group: fc.constantFrom(null, 1, 2, 3), cause: fc.constant('generalIllness'), since: fc.constantFrom('2001-02-03', '1999-12-31') })),
  });
  fc.assert(fc.property(fc.array(person, { minLength: 1, maxLength: 6 }), (changes) => {
    const items = changes.map((change) => put(makePerson(district, change)));
    expect(thereAndBack(items)).toEqual(plain(items));
  }), { numRuns: 150 });
});

test('a damaged body is refused or read as something else, never thrown', () => {
  const items = makePeople(district, 40).people.map((person) => put(person));
  const bytes = encodeColumnFrame(nodeCrypto, headerOf(items.length), items);
  // Without the frame's own checksum in the way, so that the columns see the damage.
  const blind = { ...laptop, sha256: () => new Uint8Array(32) };
  const open = new Uint8Array(bytes);
  open.fill(0, open.length - 8);
  fc.assert(fc.property(fc.integer({ min: 150, max: open.length - 9 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
    const damaged = new Uint8Array(open);
    damaged[at]! ^= flip;
    const frame = decodeFrame(blind, damaged);
    expect(frame.ok ? frame.value.items.length : frame.error).toEqual(frame.ok ? items.length : 'malformed');
  }), { numRuns: 300 });
  for (let length = 0; length < open.length; length += 97) expect(decodeFrame(blind, open.subarray(0, length)).ok).toBe(false);
});
