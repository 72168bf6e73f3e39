import { BitReader, createBitWriter } from '../columns/bits.ts';
import { isUuid7 } from '../columns/simple-fields.ts';
import type { CryptoPort } from '../crypto-port.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { putNumbers, takeNumbers } from './number-column.ts';

/** Whole numbers as whole numbers from 0: 0, -1, 1, -2 … */
export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
export const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const [other, timed] = [0, 1];
/** The 74 bits of a UUID of version 7 that are chance, as hex digits from, to, and how many bits of them. */
const pieces = [[15, 18, 12], [19, 23, 14], [24, 30, 24], [30, 36, 24]] as const;
const bytesOfChance = (count: number): number => Math.ceil((count * 74) / 8);

/** Milliseconds in a UUID of version 7. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** UUIDs whose count the reader knows: those of version 7 as the step of their time from the one before (the first from `near`) and their 74 bits of chance, others as they are. */
export const putIds = (writer: ByteWriter, ids: readonly string[], near: number, compress: CryptoPort['compress']): void => {
  putNumbers(writer, ids.map((id) => (isUuid7(id) ? timed : other)), compress);
  const [bits, ofTime] = [createBitWriter(), ids.filter(isUuid7)];
  putNumbers(writer, ofTime.map((id, index) => zigzag(timeOfId(id) - (index === 0 ? near : timeOfId(ofTime[index - 1]!)))), compress);
  for (const id of ofTime) for (const [from, to, count] of pieces) bits.put(Number.parseInt(id.slice(from, to), 16) & (2 ** count - 1), count);
  writer.raw(bits.bytes());
  for (const id of ids) if (!isUuid7(id)) writer.uuid(id);
};

/** The `count` ids that {@link putIds} wrote. Throws where the bytes do not say them. */
export const takeIds = (reader: ByteReader, count: number, near: number, decompress: CryptoPort['decompress']): string[] => {
  const kinds = takeNumbers(reader, count, decompress);
  const steps = takeNumbers(reader, kinds.filter((kind) => kind === timed).length, decompress);
  const bits = new BitReader(reader.raw(bytesOfChance(steps.length)));
  let time = near;
  const ofTime = steps.map((step) => {
    time += unzigzag(step);
    if (time < 0 || time >= 2 ** 48) throw new RangeError('no such time');
    const [a, b, c, d] = pieces.map(([, , free]) => bits.take(free)) as [number, number, number, number];
    return `${hex(Math.floor(time / 65_536), 8)}-${hex(time % 65_536, 4)}-7${hex(a, 3)}-${hex(b | 0x8000, 4)}-${hex(c, 6)}${hex(d, 6)}`;
  });
  const places = ofTime.values();
  return kinds.map((kind) => (kind === timed ? places.next().value! : reader.uuid()));
};
