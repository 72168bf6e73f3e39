import { textOf } from '../../base/bytes.ts';
import type { ColumnSource } from './column-source.ts';
import { PersonReader } from './person-reader.ts';

/**
 * Persons as JSON in UTF-8, each without its closing brace, one after another in `bytes`, the n-th ending at `ends[n]`. `isPlain[n]` is 1 where the person is plainly one (`isPlainlyPerson`): each
 * text of a table is judged once for all who have it. `districts[n]` is the n-th one's.
 */
export type PersonTexts = { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array<ArrayBuffer>; readonly isPlain: Uint8Array; readonly ids: readonly string[]; readonly districts: readonly string[] };

const idBytes = 36;
/** A person's JSON begins so, and its id follows. */
const beforeId = '{"id":"'.length;

/** The `count` persons that `putPersons` wrote, without an object of any of them. Throws a RangeError, TypeError or SyntaxError where the columns are damaged. */
export const takePersonTexts = (source: ColumnSource, count: number): PersonTexts => {
  const reader = new PersonReader(source, count);
  const [ends, isPlain, districts] = [new Uint32Array(count), new Uint8Array(count), [] as string[]];
  for (let n = 0; n < count; n++) {
    isPlain[n] = reader.takePerson() ? 1 : 0;
    ends[n] = reader.out.length;
    districts.push(reader.district);
  }
  const bytes = reader.out.since(0);
  const ids = new Uint8Array(count * idBytes);
  for (let n = 0; n < count; n++) {
    const from = (n === 0 ? 0 : ends[n - 1]!) + beforeId;
    for (let at = 0; at < idBytes; at++) ids[n * idBytes + at] = bytes[from + at]!;
  }
  // One text, of which each id is a piece: a decoder is slow to start.
  const text = textOf(ids);
  return { bytes, ends, isPlain, ids: Array.from(ends, (_, n) => text.slice(n * idBytes, (n + 1) * idBytes)), districts };
};

/** The whole JSON of the `index`-th person. */
export const personText = ({ bytes, ends }: PersonTexts, index: number): string => `${textOf(bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]))}}`;
