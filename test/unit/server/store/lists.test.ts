import { parse } from 'postgres-array';
import { expect, it } from 'vitest';
import { arrayText } from '../../../../src-server/store/array-text.ts';
import { byteList } from '../../../../src-server/store/byte-list.ts';
import { jsonList } from '../../../../src-server/store/json-list.ts';

it('an array is read back by the rules of PostgreSQL, whatever stands in its texts', () => {
  const values = ['plain', '', 'NULL', null, '"', '\\', '\\"', 'a,b', '{}', ' spaced ', 'қазақша', '\u001e', 'line\nbreak'];
  expect(parse(arrayText(values), (text) => text)).toEqual(values);
  expect(parse(arrayText([1, -2, 9_007_199_254_740_991]), Number)).toEqual([1, -2, 9_007_199_254_740_991]);
  expect(arrayText([])).toBe('{}');
});

it('each byte string lies where it is said to', () => {
  const all = [Uint8Array.of(1, 2, 3), new Uint8Array(), Uint8Array.of(255), Uint8Array.of(0, 0)];
  const { bytes, starts, sizes } = byteList(all);
  // substr counts from 1
  expect(all.map((_, index) => new Uint8Array(bytes.subarray(starts[index]! - 1, starts[index]! - 1 + sizes[index]!)))).toEqual(all);
  expect(byteList([]).bytes).toHaveLength(0);
});

it('JSON texts come apart at the separator, in any alphabet', () => {
  const texts = ['{"a":"қыз"}', '"\\u001e"', '{"b":"😀\\n"}', '[]'];
  expect(jsonList(texts).toString('utf8').split('\u001e')).toEqual(texts);
});
