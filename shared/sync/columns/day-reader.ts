import type { BitReader } from './bits.ts';
import type { ColumnReader } from './column-source.ts';
import type { JsonBytes } from './json-bytes.ts';
import { jsonPiece, NumberPieces, pieceMemory } from './json-pieces.ts';
import { daysBefore } from './simple-fields.ts';

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));
const monthOf = (dayOfYear: number): number => {
  let month = 11;
  while (daysBefore[month]! > dayOfYear) month -= 1;
  return month;
};
/** The months of the days of a leap year; what is beyond the last, as nine bits may say, is of the last. */
const months = Uint8Array.from({ length: 512 }, (_, day) => monthOf(day) + 1);
const monthAndDayText = (dayOfYear: number): string => `-${twoDigits(months[dayOfYear]!)}-${twoDigits(dayOfYear - daysBefore[months[dayOfYear]! - 1]! + 1)}`;
const monthAndDay = pieceMemory((dayOfYear: number) => jsonPiece(monthAndDayText(dayOfYear), true));
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Reads what `putDay` put: the year as a step in a column, the day of a leap year in nine bits. */
export class DayReader {
  private readonly bits: BitReader;
  private readonly column: ColumnReader;
  private readonly out: JsonBytes;
  private readonly days: NumberPieces;
  /** Of the day that was read last. */
  year = 0;
  month = 1;
  day = 1;
  private dayOfYear = 0;

  constructor(bits: BitReader, column: ColumnReader, out: JsonBytes) {
    [this.bits, this.column, this.out, this.days] = [bits, column, out, new NumberPieces(out, 0, 512, monthAndDay)];
  }

  /** Reads the next day; its year is a step from `near`. Throws a RangeError where the column ends. */
  take(near: number): void {
    this.year = this.column.signed() + near;
    this.dayOfYear = this.bits.take(9);
    this.month = months[this.dayOfYear]!;
    this.day = this.dayOfYear - daysBefore[this.month - 1]! + 1;
  }

  /** Writes it as text, without quotes. */
  say(): void {
    this.out.number(this.year);
    this.out.piece(this.days.at(this.dayOfYear));
  }

  get text(): string {
    return `${this.year}${monthAndDayText(this.dayOfYear)}`;
  }

  /** True where `isPlainDate` holds for the text. */
  get isDay(): boolean {
    return this.year >= 1800 && this.year < 2200 && this.dayOfYear < 366 && (this.dayOfYear !== 59 || isLeap(this.year));
  }
}
