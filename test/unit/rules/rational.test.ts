import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, ceil, compare, decimalText, divide, findRational, floor, multiply, nearest, subtract, whole } from '../../../shared/rules/language/rational.ts';

const some = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n })).map(([numerator, denominator]) => ({ numerator, denominator }));

describe('exact fractions', () => {
  it('divide and multiply back without loss', () => {
    fc.assert(fc.property(some, some, (a, b) => b.numerator === 0n || compare(multiply(divide(a, b)!, b), a) === 0));
  });
  it('add and subtract back, and stay in order', () => {
    fc.assert(fc.property(some, some, (a, b) => compare(subtract(add(a, b), b), a) === 0 && compare(a, b) === -compare(b, a)));
  });
  it('round to the whole number on the right side', () => {
    fc.assert(fc.property(some, (a) => compare(floor(a), a) <= 0 && compare(ceil(a), a) >= 0 && compare(subtract(ceil(a), floor(a)), whole(1)) <= 0 && (compare(nearest(a), floor(a)) === 0 || compare(nearest(a), ceil(a)) === 0)));
  });
  it('are written as decimals that never lie about being whole', () => {
    fc.assert(fc.property(some, (a) => decimalText(a).includes('.') === (a.numerator % a.denominator !== 0n)));
    expect(decimalText({ numerator: 1n, denominator: 3n * 10n ** 20n })).toBe('0.000000000000000000003');
  });
  it.each([['12', '12'], ['-0.50', '-0.5'], ['1234567890.000001', '1234567890.000001']])('%s reads as %s', (text, shown) => expect(decimalText(findRational(text)!)).toBe(shown));
  it.each(['', '1e3', '1,5', '.5', '5.', ' 1', '٣', '--1', '0x10'])('%j is no decimal', (text) => expect(findRational(text)).toBeUndefined());
  it('stays exact through long products', () => {
    let value = whole(1);
    for (let i = 0; i < 400; i += 1) value = divide(multiply(value, findRational('1.07')!), whole(3))!;
    for (let i = 0; i < 400; i += 1) value = divide(multiply(value, whole(3)), findRational('1.07')!)!;
    expect(compare(value, whole(1))).toBe(0);
  });
});
