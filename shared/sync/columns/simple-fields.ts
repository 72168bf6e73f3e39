import type { BitReader } from './bits.ts';
import type { ColumnSink } from './column-set.ts';
import type { JsonBytes } from './json-bytes.ts';

/** The 74 random bits of a UUID of version 7 as six steps of the bit stream: hex digits and how many bits of them are free. */
const randomBits = (sink: ColumnSink, id: string): void => {
  sink.bits(Number.parseInt(id.slice(15, 18), 16), 12);
  sink.bits(Number.parseInt(id.slice(19, 23), 16) & 0x3fff, 14);
  sink.bits(Number.parseInt(id.slice(24, 30), 16), 24);
  sink.bits(Number.parseInt(id.slice(30, 36), 16), 24);
};
const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
export const isUuid7 = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);

/** A UUID of version 7: its time as a step from `near`, its chance as it is. */
export const putUuid = (sink: ColumnSink, column: string, id: string, near: string): void => {
  sink.signed(column, timeOf(id) - timeOf(near));
  randomBits(sink, id);
};
/** Bits that so many decimal digits take. */
const bitsOfDigits = [0, 4, 7, 10, 14, 17, 20];

/** Decimal digits: three in ten bits. */
export const putDigits = (sink: ColumnSink, digits: string): void => {
  for (let at = 0; at < digits.length; at += 6) {
    const group = digits.slice(at, at + 6);
    sink.bits(Number(group), bitsOfDigits[group.length]!);
  }
};
/** Writes `count` digits that {@link putDigits} put. Throws a RangeError where they are none. */
export const takeDigits = (bits: BitReader, count: number, out: JsonBytes): void => {
  for (let left = count; left > 0; left -= 6) {
    const length = left < 6 ? left : 6;
    const group = bits.take(bitsOfDigits[length]!);
    if (group >= 10 ** length) throw new RangeError('no digits');
    out.digits(group, length);
  }
};

/** Any text as letters before it and the digits it ends with, which are taken for chance. */
export const putTextWithNumber = (sink: ColumnSink, column: string, text: string): void => {
  const digits = /\d{0,40}$/.exec(text)![0];
  sink.text(column, `${text.slice(0, text.length - digits.length)}\t${digits.length}`);
  putDigits(sink, digits);
};
/** What stands in the table for such texts: the letters, and how many digits follow (`{ letters, digits: 0 }` where none do). Throws a RangeError for a number of digits that none of ours has. */
export const splitTextWithNumber = (entry: string): { readonly letters: string; readonly digits: number } => {
  const tab = entry.indexOf('\t');
  if (tab === -1) return { letters: entry, digits: 0 };
  const digits = Number(entry.slice(tab + 1));
  if (!Number.isInteger(digits) || digits < 0 || digits > 40) throw new RangeError('so many digits');
  return { letters: entry.slice(0, tab), digits };
};

/** Days of a leap year before each month. */
export const daysBefore = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335];

/** A day: the year as a step from `near` in a column, the day of the year (of a leap year) as nine bits. */
export const putDay = (sink: ColumnSink, column: string, day: string, near: number): void => {
  sink.signed(column, Number(day.slice(0, 4)) - near);
  sink.bits(daysBefore[Number(day.slice(5, 7)) - 1]! + Number(day.slice(8)) - 1, 9);
};
export const monthsOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
export const monthText = (months: number): string => `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
