/**
 * An exact fraction; the denominator is positive. Kept unreduced until it grows: most amounts are whole, and a common divisor costs more than it saves.
 * Money divided by 24 and multiplied by 24 is the same money again, which no decimal library of fixed precision promises.
 */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

const large = 10n ** 40n;
const divisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};
const reduced = (numerator: bigint, denominator: bigint): Rational => {
  if (denominator === 1n) return { numerator, denominator };
  const common = divisor(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
};
const make = (numerator: bigint, denominator: bigint): Rational => (denominator > large ? reduced(numerator, denominator) : { numerator, denominator });

export const whole = (value: number | bigint): Rational => ({ numerator: BigInt(value), denominator: 1n });
export const zero = whole(0);

/** The fraction of a decimal text (`-12`, `0.05`), or undefined. */
export const findRational = (text: string): Rational | undefined => {
  const match = /^(-?\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (!match) return undefined;
  const [, front = '', behind = ''] = match;
  return behind === '' ? { numerator: BigInt(front), denominator: 1n } : reduced(BigInt(front + behind), 10n ** BigInt(behind.length));
};

export const add = (a: Rational, b: Rational): Rational =>
  a.denominator === b.denominator ? { numerator: a.numerator + b.numerator, denominator: a.denominator } : make(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const negate = (a: Rational): Rational => ({ numerator: -a.numerator, denominator: a.denominator });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => make(a.numerator * b.numerator, a.denominator * b.denominator);
/** Undefined where `b` is zero. */
export const divide = (a: Rational, b: Rational): Rational | undefined => {
  if (b.numerator === 0n) return undefined;
  return b.numerator < 0n ? make(-a.numerator * b.denominator, -a.denominator * b.numerator) : make(a.numerator * b.denominator, a.denominator * b.numerator);
};
/** Negative, zero or positive as `a` is below, at or above `b`. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.denominator === b.denominator ? a.numerator - b.numerator : a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** The largest whole number not above `a`. */
export const floor = (a: Rational): Rational => {
  const quotient = a.numerator / a.denominator;
  return whole(a.numerator < 0n && quotient * a.denominator !== a.numerator ? quotient - 1n : quotient);
};
/** The smallest whole number not below `a`. */
export const ceil = (a: Rational): Rational => negate(floor(negate(a)));
/** To the nearest whole number, halves away from zero. */
export const nearest = (a: Rational): Rational => {
  const half = { numerator: 1n, denominator: 2n };
  return a.numerator < 0n ? negate(floor(add(negate(a), half))) : floor(add(a, half));
};

/** `a` to the power of a whole number from 0. */
export const power = (a: Rational, exponent: number): Rational => reduced(a.numerator ** BigInt(exponent), a.denominator ** BigInt(exponent));

/** A number of JavaScript for a whole fraction within safe bounds (months, ages, counts); throws where it is neither. */
export const toNumber = (a: Rational): number => {
  const value = Number(floor(a).numerator);
  if (!Number.isSafeInteger(value) || a.numerator % a.denominator !== 0n) throw new RangeError('not a small whole number');
  return value;
};

const places = 12;

/**
 * The decimal text: exact where the fraction ends within 12 places, otherwise its first 12 digits (never rounded up, and with as many more as it
 * takes to show that something is left above the whole number).
 */
export const decimalText = (a: Rational): string => {
  if (a.denominator === 1n) return a.numerator.toString();
  const sign = a.numerator < 0n ? '-' : '';
  const size = a.numerator < 0n ? -a.numerator : a.numerator;
  const front = size / a.denominator;
  const rest = size % a.denominator;
  if (rest === 0n) return sign + front.toString();
  let digits = places;
  let behind = (rest * 10n ** BigInt(digits)) / a.denominator;
  while (behind === 0n) behind = (rest * 10n ** BigInt(++digits)) / a.denominator;
  return `${sign}${front}.${behind.toString().padStart(digits, '0').replace(/0+$/, '')}`;
};
