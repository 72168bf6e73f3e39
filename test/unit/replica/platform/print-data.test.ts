import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lazyPrintData } from '../../../../src-main/replica/platform/print-data.ts';
import { paperTenge } from '../../../../src-main/replica/paper/paper-format.ts';

const resources = join(import.meta.dirname, '../../../../resources');
const { fonts } = lazyPrintData(resources)();
const ranges = [...fonts.matchAll(/unicode-range: ([^;]+);/g)].flatMap(([, all]) => all!.split(',').map((range) => range.replace('U+', '').split('-').map((code) => parseInt(code, 16)) as [number, number?]));
const has = (letter: string) => ranges.some(([from, to = from]) => letter.codePointAt(0)! >= from && letter.codePointAt(0)! <= to);

it('every letter that a paper prints is in one of its own fonts: what is not would be printed in whatever the machine has', () => {
  const files = [...['kk', 'ru'].flatMap((language) => [join('print', `${language}.json`), join('locales', language, 'mse.json')]), ...['programmes', 'risks'].flatMap((folder) => readdirSync(join(resources, 'rules', folder)).map((name) => join('rules', folder, name)))];
  const text = files.map((file) => readFileSync(join(resources, file), 'utf8')).join('') + paperTenge('1000') + 'ӘәҒғҚқҢңӨөҰұҮүҺһІі№«»—–…%';
  expect([...new Set(text)].filter((letter) => letter > ' ' && !has(letter)).join('')).toBe('');
});
