import { findParts } from '../parts.ts';
import { openColumns } from './column-set.ts';
import type { ColumnReader, ColumnSource } from './column-source.ts';
import { personColumns } from './person-columns.ts';
import { PersonReader } from './person-reader.ts';
import { takePersonTexts, type PersonTexts } from './person-texts.ts';

/** Columns of a frame's body, in the protocol's order: `version` belongs to every person in columns, `before` says how many other items stand before it. */
export const bodyColumns = ['version', 'before', ...personColumns];

/** Some persons of a body one after another, as texts, with the version of each and how many other items stand before it. */
export type BodyTexts = { readonly persons: PersonTexts; readonly versions: Float64Array<ArrayBuffer>; readonly before: Float64Array<ArrayBuffer> };

/** A frame of the protocol holds fewer. */
const maxPersons = 100_000;

/** A body that is being read, some persons at a time, as far as a thread can without the schemas, whose loading takes longer than reading. */
export class BodyReader {
  /** The other items, NDJSON, not looked at. */
  readonly rest: Uint8Array;
  /** How many persons are still to be read. */
  left: number;

  private readonly source: ColumnSource;
  private readonly versions: ColumnReader;
  private readonly before: ColumnReader;
  private reader: PersonReader | undefined;

  constructor(source: ColumnSource, count: number, rest: Uint8Array) {
    [this.source, this.left, this.rest, this.versions, this.before] = [source, count, rest, source.column('version'), source.column('before')];
  }

  /** The next `count` persons. Undefined where the columns are damaged; what was read before is as it was sent. */
  take(count: number): BodyTexts | undefined {
    this.left -= count;
    try {
      this.reader ??= new PersonReader(this.source, count);
      const numbersOf = (column: ColumnReader) => Float64Array.from({ length: count }, () => column.number());
      const [versions, before] = [numbersOf(this.versions), numbersOf(this.before)];
      return { persons: takePersonTexts(this.reader, count), versions, before };
    } catch {
      return undefined; // A damaged or forged body: whatever reading it threw says no more than that.
    }
  }
}

/** What `packItems` packed, to be read; undefined where the bytes are not such a body. */
export const openBody = (bytes: Uint8Array, decompress: (bytes: Uint8Array) => Uint8Array | undefined): BodyReader | undefined => {
  const [count, packed, rest, ...more] = findParts(bytes, 4) ?? [];
  if (count?.length !== 4 || !packed || !rest || more.length > 0) return undefined;
  const persons = count.reduce((sum, byte) => sum * 256 + byte, 0);
  try {
    const source = openColumns(bodyColumns, packed, decompress);
    const plain = rest.length === 0 ? rest : decompress(rest);
    return source && plain && persons <= maxPersons ? new BodyReader(source, persons, plain) : undefined;
  } catch {
    return undefined;
  }
};

/** All persons of a body; undefined where the bytes are not such a body. */
export const findBodyTexts = (bytes: Uint8Array, decompress: (bytes: Uint8Array) => Uint8Array | undefined): (BodyTexts & { readonly rest: Uint8Array }) | undefined => {
  const body = openBody(bytes, decompress);
  const texts = body?.take(body.left);
  return texts && { ...texts, rest: body!.rest };
};
