import { utf8 } from '../../base/bytes.ts';
import { isSameJson } from '../../base/same-json.ts';
import { Person } from '../../domain/person.ts';
import { isPlainlyPerson } from '../../domain/plainly-person.ts';
import type { StreamItem } from '../frame.ts';
import { findJson } from '../find-json.ts';
import { findMessage } from '../find-message.ts';
import { StreamItem as StreamItemSchema } from '../frame.ts';
import { findParts, packParts } from '../parts.ts';
import { createColumns, openColumns, type CompressColumn } from './column-set.ts';
import type { ColumnReader } from './column-source.ts';
import { isColumnPerson, personColumns, putPersons } from './person-columns.ts';
import { personText, takePersonTexts, type PersonTexts } from './person-texts.ts';

/** Columns of a frame's body, in the protocol's order: `version` belongs to every person in columns, `place` says how many other items stand before it. */
const columns = ['version', 'before', ...personColumns];
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
    const { sink, pack: packed } = createColumns(columns);
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

/** A body's persons as texts, with the version of each and how many of the `others` stand before it. */
export type ItemTexts = { readonly persons: PersonTexts; readonly versions: readonly number[]; readonly before: readonly number[]; readonly others: readonly StreamItem[] };

/** What {@link packItems} packed, its persons as texts; undefined where the bytes are not such a body. */
export const findItemTexts = (bytes: Uint8Array, decompress: (bytes: Uint8Array) => Uint8Array | undefined): ItemTexts | undefined => {
  const [count, packed, rest, ...more] = findParts(bytes, 4) ?? [];
  if (count?.length !== 4 || !packed || !rest || more.length > 0) return undefined;
  const persons = count.reduce((sum, byte) => sum * 256 + byte, 0);
  try {
    const source = openColumns(columns, packed, decompress);
    const plain = rest.length === 0 ? rest : decompress(rest);
    if (!source || !plain || persons > maxPersons) return undefined;
    const others = plain.length === 0 ? [] : splitLines(plain).map((line) => StreamItemSchema.parse(findJson(line)?.value));
    const numbersOf = (column: ColumnReader): number[] => Array.from({ length: persons }, () => column.number());
    const [versions, before] = [numbersOf(source.column('version')), numbersOf(source.column('before'))];
    if (before.reduce((sum, one) => sum + one, 0) > others.length) return undefined;
    return { persons: takePersonTexts(source, persons), versions, before, others };
  } catch {
    return undefined; // A damaged or forged body: whatever reading it threw says no more than that.
  }
};

/** The items that {@link packItems} packed, in their order, or undefined where the bytes are not such a body. Documents are not validated here. */
export const findItems = (bytes: Uint8Array, decompress: (bytes: Uint8Array) => Uint8Array | undefined): StreamItem[] | undefined => {
  const found = findItemTexts(bytes, decompress);
  if (!found) return undefined;
  const { persons, versions, before, others } = found;
  const items: StreamItem[] = [];
  let other = 0;
  for (const [index, id] of persons.ids.entries()) {
    for (let left = before[index]!; left > 0; left--) items.push(others[other++]!);
    items.push({ k: 'put', c: 'persons', i: id, v: versions[index]!, d: JSON.parse(personText(persons, index)) as Put['d'] });
  }
  return [...items, ...others.slice(other)];
};

/** A frame of the protocol holds fewer. */
const maxPersons = 100_000;

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
