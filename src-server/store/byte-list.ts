/** Byte strings as one parameter with where each lies in it, for `substr($bytes, start, size)`: `start` counts from 1. */
export type ByteList = { readonly bytes: Buffer; readonly starts: readonly number[]; readonly sizes: readonly number[] };

/** One after another; as hexadecimal text they would be twice as long, and read twice. */
export const byteList = (all: readonly Uint8Array[]): ByteList => {
  let at = 1;
  const starts = all.map((bytes) => (at += bytes.length) - bytes.length);
  return { bytes: Buffer.concat(all), starts, sizes: all.map((bytes) => bytes.length) };
};
