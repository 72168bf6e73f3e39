import { findParts } from '../parts.ts';
import { openColumns } from './column-set.ts';
import type { ColumnReader } from './column-source.ts';
import { personColumns } from './person-columns.ts';
import { takePersonTexts, type PersonTexts } from './person-texts.ts';

/** Columns of a frame's body, in the protocol's order: `version` belongs to every person in columns, `before` says how many other items stand before it. */
export const bodyColumns = ['version', 'before', ...personColumns];

/** A body that is read as far as a thread can without the schemas, whose loading takes longer than reading: `rest` are the other items, NDJSON, not looked at. */
export type BodyTexts = { readonly persons: PersonTexts; readonly versions: readonly number[]; readonly before: readonly number[]; readonly rest: Uint8Array };

/** A frame of the protocol holds fewer. */
const maxPersons = 100_000;

/** What `packItems` packed, its persons as texts; undefined where the bytes are not such a body. */
export const findBodyTexts = (bytes: Uint8Array, decompress: (bytes: Uint8Array) => Uint8Array | undefined): BodyTexts | undefined => {
  const [count, packed, rest, ...more] = findParts(bytes, 4) ?? [];
  if (count?.length !== 4 || !packed || !rest || more.length > 0) return undefined;
  const persons = count.reduce((sum, byte) => sum * 256 + byte, 0);
  try {
    const source = openColumns(bodyColumns, packed, decompress);
    const plain = rest.length === 0 ? rest : decompress(rest);
    if (!source || !plain || persons > maxPersons) return undefined;
    const numbersOf = (column: ColumnReader): number[] => Array.from({ length: persons }, () => column.number());
    const [versions, before] = [numbersOf(source.column('version')), numbersOf(source.column('before'))];
    return { persons: takePersonTexts(source, persons), versions, before, rest: plain };
  } catch {
    return undefined; // A damaged or forged body: whatever reading it threw says no more than that.
  }
};
