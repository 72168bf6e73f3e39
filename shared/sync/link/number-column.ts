import type { CryptoPort } from '../crypto-port.ts';
import { createByteReader, type ByteReader } from './byte-reader.ts';
import { createByteWriter, type ByteWriter } from './byte-writer.ts';

const [alike, various] = [0, 1];
/** Magic number of zstd, which is not sent. */
const magic = [0x28, 0xb5, 0x2f, 0xfd];

/** Bytes behind their length, as they are or as zstd without its magic number, whichever is shorter. */
export const putPressed = (writer: ByteWriter, bytes: Uint8Array, compress: CryptoPort['compress']): void => {
  const small = bytes.length < 12 ? bytes : compress(bytes, 'words').subarray(magic.length);
  const isShorter = small.length < bytes.length;
  const body = isShorter ? small : bytes;
  writer.number(body.length * 2 + (isShorter ? 1 : 0));
  writer.raw(body);
};
export const takePressed = (reader: ByteReader, decompress: CryptoPort['decompress'], most: number): Uint8Array => {
  const head = reader.number();
  const body = reader.raw(Math.floor(head / 2));
  const bytes = head % 2 === 1 ? decompress(Uint8Array.from([...magic, ...body]), most) : body;
  if (!bytes) throw new RangeError('not zstd');
  return bytes;
};

/** Whole numbers from 0, whose count the reader knows: one is written as it is, many that are alike once, others as they are or compressed. */
export const putNumbers = (writer: ByteWriter, values: readonly number[], compress: CryptoPort['compress']): void => {
  if (values.length === 0) return;
  const isAlike = values.every((value) => value === values[0]);
  if (values.length > 1) writer.number(isAlike ? alike : various);
  if (isAlike) return writer.number(values[0]!);
  const inner = createByteWriter();
  for (const value of values) inner.number(value);
  putPressed(writer, inner.bytes(), compress);
};

/** The `count` numbers that {@link putNumbers} wrote. Throws where the bytes do not say them. */
export const takeNumbers = (reader: ByteReader, count: number, decompress: CryptoPort['decompress']): number[] => {
  const kind = count > 1 ? reader.number() : alike;
  if (kind === alike) {
    const value = count === 0 ? 0 : reader.number();
    return Array.from({ length: count }, () => value);
  }
  if (kind !== various) throw new RangeError('no such column');
  const inner = createByteReader(takePressed(reader, decompress, count * 8));
  const values = Array.from({ length: count }, inner.number);
  if (!inner.isEnd()) throw new RangeError('more numbers than entries');
  return values;
};
