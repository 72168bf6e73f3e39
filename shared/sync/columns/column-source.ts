import { textOf } from '../../base/bytes.ts';
import type { BitReader } from './bits.ts';

/** A column that is being read: its numbers one after another, and the table of texts that they may be places in. */
export class ColumnReader {
  private at = 0;
  private readonly name: string;
  private readonly bytes: Uint8Array;
  readonly table: readonly string[];

  constructor(name: string, bytes: Uint8Array, table: Uint8Array) {
    [this.name, this.bytes, this.table] = [name, bytes, table.length === 0 ? [''] : textOf(table).split('\n')];
  }

  private end(): never {
    throw new RangeError(`column ${this.name}: the end`);
  }

  /** The next number, from 0. Throws a RangeError at the end. */
  number(): number {
    const first = this.bytes[this.at++];
    if (first === undefined) return this.end();
    if (first < 255) return first;
    let value = 255;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined || factor > 2 ** 49) return this.end();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  /** The next whole number. Throws a RangeError at the end. */
  signed(): number {
    const value = this.number();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** The next text. Throws a RangeError at the end or where the table does not have it. */
  text(): string {
    const value = this.table[this.number()];
    if (value === undefined) throw new RangeError(`column ${this.name}: no such text`);
    return value;
  }
}

/** What a `ColumnSink` wrote, to be read in the order in which it was written: the columns, and the bits that no column has. Reading throws a RangeError where the bytes are not such columns. */
export class ColumnSource {
  readonly bits: BitReader;
  private readonly columns: ReadonlyMap<string, ColumnReader>;

  constructor(bits: BitReader, columns: ReadonlyMap<string, ColumnReader>) {
    [this.bits, this.columns] = [bits, columns];
  }

  column(name: string): ColumnReader {
    const column = this.columns.get(name);
    if (!column) throw new Error(`no column ${name}`);
    return column;
  }
}
