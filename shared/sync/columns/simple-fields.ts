import type { ColumnSink, ColumnSource } from './column-set.ts';

/** The 74 random bits of a UUID of version 7 as six steps of the bit stream: hex digits and how many bits of them are free. */
const randomBits = (sink: ColumnSink, id: string): void => {
  sink.bits(Number.parseInt(id.slice(15, 18), 16), 12);
  sink.bits(Number.parseInt(id.slice(19, 23), 16) & 0x3fff, 14);
  sink.bits(Number.parseInt(id.slice(24, 30), 16), 24);
  sink.bits(Number.parseInt(id.slice(30, 36), 16), 24);
};
const hex = (value: number, digits: number): string => {
  const text = value.toString(16);
  return text.length < digits ? text.padStart(digits, '0') : text;
};

const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
export const isUuid7 = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);

/** A UUID of version 7: its time as a step from `near`, its chance as it is. */
export const putUuid = (sink: ColumnSink, column: string, id: string, near: string): void => {
  sink.signed(column, timeOf(id) - timeOf(near));
  randomBits(sink, id);
};
export const takeUuid = (source: ColumnSource, column: string, near: string): string => {
  const time = hex(timeOf(near) + source.signed(column), 12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(source.bits(12), 3)}-${hex(0x8000 | source.bits(14), 4)}-${hex(source.bits(24), 6)}${hex(source.bits(24), 6)}`;
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
export const takeDigits = (source: ColumnSource, count: number): string => {
  let digits = '';
  for (let left = count; left > 0; left -= 6) {
    const length = Math.min(left, 6);
    const group = String(source.bits(bitsOfDigits[length]!));
    digits += group.length < length ? group.padStart(length, '0') : group;
  }
  return digits;
};

/** Any text as letters before it and the digits it ends with, which are taken for chance. */
export const putTextWithNumber = (sink: ColumnSink, column: string, text: string): void => {
  const digits = /\d{0,40}$/.exec(text)![0];
  sink.text(column, `${text.slice(0, text.length - digits.length)}\t${digits.length}`);
  putDigits(sink, digits);
};
export const takeTextWithNumber = (source: ColumnSource, column: string): string => {
  const text = source.text(column);
  const tab = text.indexOf('\t');
  return tab === -1 ? text : text.slice(0, tab) + takeDigits(source, Number(text.slice(tab + 1)));
};

const daysBefore = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335];

/** A day: the year as a step from `near` in a column, the day of the year (of a leap year) as nine bits. */
export const putDay = (sink: ColumnSink, column: string, day: string, near: number): void => {
  sink.signed(column, Number(day.slice(0, 4)) - near);
  sink.bits(daysBefore[Number(day.slice(5, 7)) - 1]! + Number(day.slice(8)) - 1, 9);
};
export const takeDay = (source: ColumnSource, column: string, near: number): string => {
  const year = source.signed(column) + near;
  const day = source.bits(9);
  const month = daysBefore.findLastIndex((before) => before <= day);
  return `${year}-${String(month + 1).padStart(2, '0')}-${String(day - daysBefore[month]! + 1).padStart(2, '0')}`;
};

export const monthsOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
export const monthText = (months: number): string => `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
