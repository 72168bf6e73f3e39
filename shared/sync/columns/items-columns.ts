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
import { isColumnPerson, personColumns, putPersons, takePersons } from './person-columns.ts';

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

/** The items that {@link packItems} packed, in their order, or undefined where the bytes are not such a body. Documents are not validated here. */
export const findItems = (bytes: Uint8Array, decompress: (bytes: Uint8Array) => Uint8Array | undefined): StreamItem[] | undefined => {
  const [count, packed, rest, ...more] = findParts(bytes, 4) ?? [];
  if (count?.length !== 4 || !packed || !rest || more.length > 0) return undefined;
  const persons = count.reduce((sum, byte) => sum * 256 + byte, 0);
  try {
    const source = openColumns(columns, packed, decompress);
    const plain = rest.length === 0 ? rest : decompress(rest);
    if (!source || !plain || persons > maxPersons) return undefined;
    const others = plain.length === 0 ? [] : splitLines(plain).map((line) => StreamItemSchema.parse(findJson(line)?.value));
    const heads = Array.from({ length: persons }, () => [source.number('version'), source.number('before')] as const);
    const documents = takePersons(source, persons) as Put['d'][];
    const items: StreamItem[] = [];
    let other = 0;
    for (const [index, [version, before]] of heads.entries()) {
      for (let left = before; left > 0; left--) items.push(getOther(others, other++));
      const document = documents[index]!;
      items.push({ k: 'put', c: 'persons', i: document['id'] as string, v: version, d: document });
    }
    return [...items, ...others.slice(other)];
  } catch {
    return undefined; // A damaged or forged body: whatever reading it threw says no more than that.
  }
};

/** A frame of the protocol holds fewer. */
const maxPersons = 100_000;

const getOther = (others: readonly StreamItem[], place: number): StreamItem => {
  const item = others[place];
  if (!item) throw new RangeError('no such item');
  return item;
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
