import { add, decimalText, findRational, zero } from './language/rational.ts';

/** The exact sum of decimal texts; what is no decimal counts for nothing. */
export const sumDecimals = (texts: readonly string[]): string => decimalText(texts.reduce((sum, text) => add(sum, findRational(text) ?? zero), zero));
