import { concatBytes, utf8 } from '../../base/bytes.ts';
import { findParts, packParts } from '../parts.ts';
import { varint } from '../varints.ts';
import { BitReader, createBitWriter } from './bits.ts';
import { ColumnReader, ColumnSource } from './column-source.ts';

/** Where the columns of a chunk are written to, by name; each is compressed by itself, so that like stands beside like. */
export type ColumnSink = {
  readonly bits: (value: number, count: number) => void;
  /** A whole number from 0. Those below 255 take one byte. */
  readonly number: (column: string, value: number) => void;
  /** Any whole number below 2^52 in size. */
  readonly signed: (column: string, value: number) => void;
  /** A text without line breaks. */
  readonly text: (column: string, value: string) => void;
};
/** zstd of a column: `words` are texts, for which the dictionary is a help. */
export type CompressColumn = (bytes: Uint8Array, effort: 'hard' | 'words') => Uint8Array;

export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

/** Texts become places in a table that has the frequent ones first. */
const tableOf = (values: readonly string[]): { table: string[]; places: Map<string, number> } => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const table = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([value]) => value);
  // Frequent enough for one byte first; the rest in their own order, in which they share their beginnings.
  const sorted = [...table.slice(0, 255), ...table.slice(255).sort()];
  return { table: sorted, places: new Map(sorted.map((value, place) => [value, place])) };
};

const magic = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
const [plainly, packedly] = [0, 1];

/** A column's bytes: nothing, or a zero and the bytes, or a one and their zstd without its magic number, whichever is shortest. */
const press = (bytes: Uint8Array, effort: 'hard' | 'words', compress: CompressColumn): Uint8Array => {
  if (bytes.length === 0) return bytes;
  const packed = bytes.length < 8 ? bytes : compress(bytes, effort).subarray(magic.length);
  return packed.length < bytes.length ? concatBytes(Uint8Array.of(packedly), packed) : concatBytes(Uint8Array.of(plainly), bytes);
};
const unpress = (part: Uint8Array, decompress: (bytes: Uint8Array) => Uint8Array | undefined): Uint8Array | undefined =>
  part.length === 0 || part[0] === plainly ? part.subarray(1) : part[0] === packedly ? decompress(concatBytes(magic, part.subarray(1))) : undefined;

/** `names` is the protocol's list of columns, in its order; one that is not in it throws. */
export const createColumns = (names: readonly string[]): { sink: ColumnSink; pack: (compress: CompressColumn) => Uint8Array<ArrayBuffer> } => {
  const numbers = new Map<string, number[]>(names.map((name) => [name, []]));
  const texts = new Map<string, string[]>(names.map((name) => [name, []]));
  const bits = createBitWriter();
  const number = (column: string, value: number) => {
    const into = numbers.get(column)!;
    if (value < 255) into.push(value);
    else into.push(255, ...varint(value - 255));
  };
  return {
    sink: { bits: bits.put, number, signed: (column, value) => number(column, zigzag(value)), text: (column, value) => void texts.get(column)!.push(value) },
    pack: (compress) => {
      const parts: Uint8Array[] = [bits.bytes()];
      for (const name of names) {
        const { table, places } = tableOf(texts.get(name)!);
        for (const value of texts.get(name)!) number(name, places.get(value)!);
        parts.push(press(utf8(table.join('\n')), 'words', compress), press(Uint8Array.from(numbers.get(name)!), 'hard', compress));
      }
      return packParts(parts);
    },
  };
};

/** The columns in `bytes`, or undefined where they are not as many as `names` or one cannot be unpacked. */
export const openColumns = (names: readonly string[], bytes: Uint8Array, decompress: (bytes: Uint8Array) => Uint8Array | undefined): ColumnSource | undefined => {
  const [bitBytes, ...parts] = findParts(bytes, names.length * 2 + 1) ?? [];
  if (!bitBytes || parts.length !== names.length * 2) return undefined;
  const columns = new Map<string, ColumnReader>();
  for (const [index, name] of names.entries()) {
    const [table, numbers] = [parts[index * 2]!, parts[index * 2 + 1]!].map((part) => unpress(part, decompress));
    if (!table || !numbers) return undefined;
    columns.set(name, new ColumnReader(name, numbers, table));
  }
  return new ColumnSource(new BitReader(bitBytes), columns);
};
