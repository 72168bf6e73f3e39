/** An unsigned number below 2^53 as LEB128: a byte for the short ones, which most are. */
export const varint = (value: number): number[] => {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
};

/** Strictly rising positive numbers as LEB128 steps. */
export const encodeRising = (numbers: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(numbers.flatMap((number, index) => {
    const step = number - (numbers[index - 1] ?? 0);
    if (!Number.isSafeInteger(number) || step < 1) throw new RangeError('encodeRising: numbers must rise');
    return varint(step);
  }));

/** The numbers that {@link encodeRising} wrote, or undefined where `bytes` are not such a list. */
export const findRising = (bytes: Uint8Array): number[] | undefined => {
  const numbers: number[] = [];
  let [last, step, factor] = [0, 0, 1];
  for (const byte of bytes) {
    step += (byte & 127) * factor;
    if (byte >= 128) {
      factor *= 128;
      if (factor > 2 ** 49) return undefined;
      continue;
    }
    last += step;
    if (step < 1 || (byte === 0 && factor > 1) || !Number.isSafeInteger(last)) return undefined;
    numbers.push(last);
    [step, factor] = [0, 1];
  }
  return factor === 1 ? numbers : undefined;
};
