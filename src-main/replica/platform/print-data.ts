import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Words = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));

/** The template of a page, the fonts as they stand in it, and words by a dotted key: those of the papers, and behind `mse:` the window's. */
export type PrintData = { readonly template: string; readonly fonts: string; readonly words: (language: 'kk' | 'ru', key: string) => string };

/** Which letters are in which file: the first that has a letter gives it. */
const ranges = { cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116', 'cyrillic-ext': 'U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F', greek: 'U+0391-03A1,U+03A3-03C9', 'latin-ext': 'U+0100-017F,U+1D57,U+20A0-20AB,U+20AD-20B3,U+20B5-20C0', latin: 'U+0000-00FF,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215' } as const;

/** Static fonts: of a variable one Chromium prints drawn glyphs (Type 3), which other programs show and search badly. */
const weights = [400, 700] as const;

const read = (resources: string): PrintData => {
  const fonts = weights.flatMap((weight) => Object.entries(ranges).map(([name, range]) => {
    const bytes = readFileSync(join(resources, 'fonts', `inter-${name}-${weight}-normal.woff2`)).toString('base64');
    return `@font-face { font-family: 'Inter Paper'; font-weight: ${weight}; src: url(data:font/woff2;base64,${bytes}) format('woff2'); unicode-range: ${range}; }`;
  })).join('\n');
  const load = (path: string) => Words.parse(JSON.parse(readFileSync(path, 'utf8')));
  const all = Object.fromEntries((['kk', 'ru'] as const).map((language) => [language, { print: load(join(resources, 'print', `${language}.json`)), mse: z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(resources, 'locales', language, 'mse.json'), 'utf8'))) }]));
  return {
    template: readFileSync(join(resources, 'print', 'page.html'), 'utf8'),
    fonts,
    words: (language, key) => {
      const [space, path] = key.startsWith('mse:') ? (['mse', key.slice(4)] as const) : (['print', key] as const);
      const found = path.split('.').reduce<unknown>((tree, part) => (tree as Readonly<Record<string, unknown>> | undefined)?.[part], all[language]?.[space]);
      if (typeof found !== 'string') throw new Error(`no words for ${key}`);
      return found;
    },
  };
};

/** What papers are made of, read when first asked for. */
export const lazyPrintData = (resources: string): (() => PrintData) => {
  let data: PrintData | undefined;
  return () => (data ??= read(resources));
};
