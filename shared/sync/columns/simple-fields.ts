import type { BitReader } from './bits.ts';
import type { ColumnSink } from './column-set.ts';
import type { ColumnReader } from './column-source.ts';
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
/** No time of a UUID is later. */
const endOfTime = 2 ** 48;
const [dash, seven] = [Uint8Array.of(45), Uint8Array.of(45, 55)];

/** Writes the text of a UUID that {@link putUuid} put, without quotes; answers its time in milliseconds, from which the next one is a step. Throws a RangeError for a time that is none. */
export const takeUuid = (bits: BitReader, column: ColumnReader, near: number, out: JsonBytes): number => {
  const time = near + column.signed();
  if (!(time >= 0 && time < endOfTime)) throw new RangeError('no such time');
  const [high, low] = [Math.floor(time / 65_536), time % 65_536];
  out.hex(high >>> 16, 4);
  out.hex(high & 0xffff, 4);
  out.piece(dash);
  out.hex(low, 4);
  out.piece(seven);
  out.hex(bits.take(12), 3);
  out.piece(dash);
  out.hex(0x8000 | bits.take(14), 4);
  out.piece(dash);
  out.hex(bits.take(24), 6);
  out.hex(bits.take(24), 6);
  return time;
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
    const length = Math.min(left, 6);
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

const daysBefore = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335];

/** A day: the year as a step from `near` in a column, the day of the year (of a leap year) as nine bits. */
export const putDay = (sink: ColumnSink, column: string, day: string, near: number): void => {
  sink.signed(column, Number(day.slice(0, 4)) - near);
  sink.bits(daysBefore[Number(day.slice(5, 7)) - 1]! + Number(day.slice(8)) - 1, 9);
};
const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));
export const takeDay = (bits: BitReader, column: ColumnReader, near: number): string => {
  const year = column.signed() + near;
  const day = bits.take(9);
  let month = 11;
  while (daysBefore[month]! > day) month -= 1;
  return `${year}-${twoDigits(month + 1)}-${twoDigits(day - daysBefore[month]! + 1)}`;
};

export const monthsOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
export const monthText = (months: number): string => `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
