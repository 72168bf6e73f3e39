/** Heads are counted in billionths, money in billionths of a tiyn: whole numbers, so that what is taken from one place and put into another is the same to the last digit. */
export const unit = 1_000_000_000n;

/** `value` × `numerator` / `denominator` to the nearest whole unit, halves up; none of them negative. */
export const scaled = (value: bigint, numerator: bigint, denominator: bigint): bigint => (2n * value * numerator + denominator) / (2n * denominator);

/** A decimal text of no sign as a whole number of `10^-places`; further digits are cut. */
export const fromDecimal = (text: string, places: number): bigint => {
  const [front = '0', behind = ''] = text.split('.');
  return BigInt(front + behind.padEnd(places, '0').slice(0, places));
};

/** Units as decimal text with `places` digits, to the nearest. */
export const toDecimal = (value: bigint, perWhole: bigint, places: number): string => {
  const digits = scaled(value, 10n ** BigInt(places), perWhole).toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
