import { utf8 } from '../../base/bytes.ts';
import { isSameJson } from '../../base/same-json.ts';
import { Person } from '../../domain/person.ts';
import { isPlainlyPerson } from '../../domain/plainly-person.ts';
import type { StreamItem } from '../frame.ts';
import { findMessage } from '../find-message.ts';
import { StreamItem as StreamItemSchema } from '../frame.ts';
import { packParts } from '../parts.ts';
import { bodyColumns, findBodyTexts } from './body-texts.ts';
import { createColumns, type CompressColumn } from './column-set.ts';
import { isColumnPerson, putPersons } from './person-columns.ts';
import { personIds, personText } from './person-texts.ts';

type Put = Extract<StreamItem, { k: 'put' }>;

const personOf = (text: string): { item: Put; person: Person } | undefined => {
  const item = findMessage(StreamItemSchema, utf8(text));
  if (item?.k !== 'put' || item.c !== 'persons' || item.d['id'] !== item.i) return undefined;
  // What the schema would trim or does not know must come back as it was; what is plainly a person may have fields that are not known, which the look back finds.
  const parsed = isPlainlyPerson(item.d) ? undefined : Person.safeParse(item.d);
  const isWhole = !parsed || (parsed.success && isSameJson(parsed.data, item.d));
  return isWhole && isColumnPerson(item.d as Person) ? { item, person: item.d as Person } : undefined;
};

/**
 * A frame's items as columns: `packParts([number of persons as four bytes, columns, the other items as NDJSON])`. Whatever would not come back exactly as it was
 * travels among the others. `compress` may be slow: it is done once for all readers.
 */
export const packItems = (texts: readonly string[], compress: CompressColumn, decompress: (bytes: Uint8Array) => Uint8Array | undefined): Uint8Array<ArrayBuffer> => {
  const read = texts.map((text) => ({ text, found: personOf(text) }));
  const pack = (odd: ReadonlySet<number>): Uint8Array<ArrayBuffer> => {
    const { sink, pack: packed } = createColumns(bodyColumns);
    const [persons, others]: [Person[], string[]] = [[], []];
    let before = 0;
    for (const [index, { text, found }] of read.entries()) {
      if (!found || odd.has(index)) {
        others.push(text);
        before += 1;
        continue;
      }
      persons.push(found.person);
      sink.number('version', found.item.v);
      sink.number('before', before);
      before = 0;
    }
    putPersons(sink, persons);
    return packParts([Uint8Array.of(persons.length >>> 24, persons.length >>> 16, persons.length >>> 8, persons.length), packed(compress), others.length === 0 ? new Uint8Array() : compress(utf8(others.join('\n')), 'words')]);
  };
  const first = pack(new Set());
  const back = findItems(first, decompress);
  const odd = new Set(read.flatMap(({ found }, index) => (found && (!back || !isSameJson(back[index], found.item)) ? [index] : [])));
  return odd.size === 0 ? first : pack(odd);
};

/** What a body has beside its persons (`BodyReader.rest`); undefined where one of them is no item. */
export const findOthers = (rest: Uint8Array): readonly StreamItem[] | undefined => {
  const others = rest.length === 0 ? [] : splitLines(rest).map((line) => findMessage(StreamItemSchema, line));
  return others.every((item) => item !== undefined) ? others : undefined;
};

/** The items that {@link packItems} packed, in their order, or undefined where the bytes are not such a body. Documents are not validated here. */
export const findItems = (bytes: Uint8Array, decompress: (bytes: Uint8Array) => Uint8Array | undefined): StreamItem[] | undefined => {
  const texts = findBodyTexts(bytes, decompress);
  const others = texts && findOthers(texts.rest);
  if (!others || texts.before.reduce((sum, one) => sum + one, 0) > others.length) return undefined;
  const { persons, versions, before } = texts;
  const items: StreamItem[] = [];
  let other = 0;
  for (const [index, id] of personIds(persons).entries()) {
    for (let left = before[index]!; left > 0; left--) items.push(others[other++]!);
    items.push({ k: 'put', c: 'persons', i: id, v: versions[index]!, d: JSON.parse(personText(persons, index)) as Put['d'] });
  }
  return [...items, ...others.slice(other)];
};

const splitLines = (plain: Uint8Array): Uint8Array[] => {
  const lines: Uint8Array[] = [];
  for (let at = 0; at <= plain.length; ) {
    const found = plain.indexOf(10, at);
    const end = found === -1 ? plain.length : found;
    lines.push(plain.subarray(at, end));
    at = end + 1;
  }
  return lines;
};
