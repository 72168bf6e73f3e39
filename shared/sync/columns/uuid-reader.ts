import type { BitReader } from './bits.ts';
import type { ColumnReader } from './column-source.ts';
import { fixedPiece, type KeptPiece } from './fixed-pieces.ts';
import type { JsonBytes } from './json-bytes.ts';
import { jsonPiece } from './json-pieces.ts';

/** No time of a UUID is later. */
const endOfTime = 2 ** 48;
const dash = fixedPiece('-');
const variants = ['-8', '-9', '-a', '-b'].map(fixedPiece);

/** Reads what `putUuid` put into a column. */
export class UuidReader {
  private readonly bits: BitReader;
  private readonly column: ColumnReader;
  private readonly out: JsonBytes;
  private high = -1;
  private prefix: KeptPiece = dash;
  private low = 0;
  private readonly chance = new Int32Array(4);

  constructor(bits: BitReader, column: ColumnReader, out: JsonBytes) {
    [this.bits, this.column, this.out] = [bits, column, out];
  }

  /** Reads the next one, whose time is a step from `near`; answers its time in milliseconds. Throws a RangeError for a time that is none. */
  take(near: number): number {
    const { bits, chance } = this;
    const time = near + this.column.signed();
    if (!(time >= 0 && time < endOfTime)) throw new RangeError('no such time');
    const high = Math.floor(time / 65_536);
    this.low = time - high * 65_536;
    // About a minute of times has the same beginning.
    if (high !== this.high) [this.high, this.prefix] = [high, this.out.keep(jsonPiece(`${high.toString(16).padStart(8, '0')}-`, true))];
    chance[0] = bits.take(12);
    chance[1] = bits.take(14);
    chance[2] = bits.take(24);
    chance[3] = bits.take(24);
    return time;
  }

  /** Writes it as text, without quotes. */
  say(): void {
    const { out, chance, low } = this;
    const variant = chance[1]!;
    out.piece(this.prefix);
    out.hex(low >>> 12, 1);
    out.hex(low & 4095, 3);
    out.version(chance[0]!);
    out.piece(variants[variant >>> 12]!);
    out.hex(variant & 4095, 3);
    out.piece(dash);
    for (let half = 2; half < 4; half++) {
      out.hex(chance[half]! >>> 12, 3);
      out.hex(chance[half]! & 4095, 3);
    }
  }
}
