import { textOf } from '../../base/bytes.ts';
import type { PersonReader } from './person-reader.ts';

/**
 * Persons as JSON in UTF-8, each without its closing brace, one after another in `bytes`, the n-th ending at `ends[n]`. `isPlain[n]` is 1 where the person is plainly one (`isPlainlyPerson`): each
 * text of a table is judged once for all who have it. `ids` are one after another, 36 letters each; the n-th one's district is `districts[districtOf[n]]`. Bytes, because they pass from thread to thread.
 */
export type PersonTexts = {
  readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array<ArrayBuffer>; readonly isPlain: Uint8Array<ArrayBuffer>; readonly ids: Uint8Array<ArrayBuffer>;
  readonly districts: readonly string[]; readonly districtOf: Uint32Array<ArrayBuffer>;
};

const idBytes = 36;
/** A person's JSON begins so, and its id follows. */
const beforeId = '{"id":"'.length;

/** The next `count` persons, without an object of any of them. Throws a RangeError, TypeError or SyntaxError where the columns are damaged. */
export const takePersonTexts = (reader: PersonReader, count: number): PersonTexts => {
  const [ends, isPlain, districtOf] = [new Uint32Array(count), new Uint8Array(count), new Uint32Array(count)];
  const districts: string[] = [];
  for (let n = 0; n < count; n++) {
    isPlain[n] = reader.takePerson() ? 1 : 0;
    ends[n] = reader.out.length;
    const { district } = reader;
    if (districts.at(-1) !== district) districts.push(district);
    districtOf[n] = districts.length - 1;
  }
  const bytes = reader.out.handOver();
  const ids = new Uint8Array(count * idBytes);
  for (let n = 0; n < count; n++) {
    const from = (n === 0 ? 0 : ends[n - 1]!) + beforeId;
    for (let at = 0; at < idBytes; at++) ids[n * idBytes + at] = bytes[from + at]!;
  }
  return { bytes, ends, isPlain, ids, districts, districtOf };
};

/** The ids of the persons. One text, of which each is a piece: a decoder is slow to start. */
export const personIds = ({ ids }: PersonTexts): string[] => {
  const text = textOf(ids);
  return Array.from({ length: text.length / idBytes }, (_, n) => text.slice(n * idBytes, (n + 1) * idBytes));
};

/** The districts of the persons. */
export const personDistricts = ({ districts, districtOf }: PersonTexts): string[] => Array.from(districtOf, (place) => districts[place]!);

/** The whole JSON of the `index`-th person. */
export const personText = ({ bytes, ends }: PersonTexts, index: number): string => `${textOf(bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]))}}`;
