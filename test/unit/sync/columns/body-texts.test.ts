import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes } from '../../../../shared/base/bytes.ts';
import { Person } from '../../../../shared/domain/person.ts';
import { isPlainlyPerson } from '../../../../shared/domain/plainly-person.ts';
import { findBodyTexts, type BodyTexts } from '../../../../shared/sync/columns/body-texts.ts';
import { packItems } from '../../../../shared/sync/columns/items-columns.ts';
import { personDistricts, personIds, personText } from '../../../../shared/sync/columns/person-texts.ts';
import { makePeople } from '../../../bench/sync/people.ts';
import { makePerson } from '../../../support/server/sample-documents.ts';

const district = '636200000';
// Nothing is compressed, so that a changed byte is a changed number or letter of a column.
const [compress, decompress] = [(bytes: Uint8Array) => concatBytes(new Uint8Array(4), bytes), (bytes: Uint8Array) => bytes.subarray(4)];
const bodyOf = (people: readonly object[]) => packItems(people.map((person, at) => JSON.stringify({ k: 'put', c: 'persons', i: (person as Person).id, v: at + 1, d: person })), compress, decompress);
const documentsOf = ({ persons }: BodyTexts) => personIds(persons).map((_, index) => JSON.parse(personText(persons, index)) as Record<string, unknown>);

/** What the columns call plain is exactly what is plainly a person, which the schema accepts as it stands. Returns how many were plain. */
const checkPlainness = (texts: BodyTexts): number => {
  const documents = documentsOf(texts);
  const [ids, districts] = [personIds(texts.persons), personDistricts(texts.persons)];
  for (const [index, document] of documents.entries()) {
    expect({ document, isPlain: texts.persons.isPlain[index] === 1 }).toEqual({ document, isPlain: isPlainlyPerson(document) });
    if (texts.persons.isPlain[index] !== 1) continue;
    const parsed = Person.safeParse(document);
    expect(parsed.success && parsed.data).toEqual(document);
    expect([ids[index], districts[index]]).toEqual([document['id'], document['district']]);
  }
  return texts.persons.isPlain.reduce((sum, one) => sum + one, 0);
};

test('the texts are those of the documents, letter for letter, and all are plain', () => {
  const { people } = makePeople(district, 500);
  const texts = findBodyTexts(bodyOf(people), decompress)!;
  expect(people.map((_, index) => personText(texts.persons, index))).toEqual(people.map((person) => JSON.stringify(person)));
  expect([texts.persons.isPlain.every((one) => one === 1), personIds(texts.persons), personDistricts(texts.persons)]).toEqual([true, people.map(({ id }) => id), people.map((person) => person.district)]);
  expect([...texts.versions]).toEqual(people.map((_, at) => at + 1));
});

test('of persons the schema accepts, those that are not plainly so are not called plain', () => {
  const odd: readonly Partial<Record<keyof Person, unknown>>[] = [
    { lastNameRu: 'Łukasz' }, { house: '\u00a0' }, { patronymicKk: '' }, { phone: '' }, { phone: '8 700' }, { settlement: 'a"\\b' }, { work: [{ employer: '', bin: '000000000000', position: '«»', from: '0999-01', to: '2020-13' }] },
    { contributions: [{ year: -5, months: 1, income: 10, amount: 1 }] }, { disability: { group: null, cause: 'childUnder7', since: '2020-02-29' } }, { iin: '000000000000' }, { otherIds: Array.from({ length: 20 }, (_, at) => ({ kind: `k${at}`, value: `T${'7'.repeat(at * 3)}` })) },
  ];
  const texts = findBodyTexts(bodyOf(odd.map((change) => makePerson(district, change as never))), decompress)!;
  const plain = checkPlainness(texts);
  expect(plain).toBeGreaterThan(4);
  expect(plain).toBeLessThan(texts.persons.ends.length);
});

test('of damaged columns nothing is called plain that the schema does not accept', () => {
  const body = bodyOf([...makePeople(district, 30).people, makePerson(district, { work: [{ employer: 'А', bin: '123456789012', position: 'Б', from: '2020-99', to: '2019-01' }] })]);
  let [read, plain, all] = [0, 0, 0];
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 5, max: body.length - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 3 }), (changes) => {
    const damaged = new Uint8Array(body);
    for (const [at, byte] of changes) damaged[at] = byte;
    const texts = findBodyTexts(damaged, decompress);
    if (!texts) return;
    [read, plain, all] = [read + 1, plain + checkPlainness(texts), all + texts.persons.ends.length];
  }), { numRuns: 600, seed: 7 });
  expect(read).toBeGreaterThan(50);
  expect([plain > 0, plain < all]).toEqual([true, true]);
});
