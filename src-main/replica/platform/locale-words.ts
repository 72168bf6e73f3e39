import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const spaces = ['figures', 'case', 'mse'] as const;
type Language = 'kk' | 'ru' | 'en';

/** Words of the window by language and `namespace:key`, with `{{name}}` filled in; for files that leave the program. Throws where there are none. */
export type LocaleWords = (language: Language) => (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The words of `resources/locales`, read when first asked for. */
export const lazyLocaleWords = (resources: string): LocaleWords => {
  const known = new Map<string, Readonly<Record<string, unknown>>>();
  const read = (language: Language, space: string) => {
    const key = `${language}/${space}`;
    const words = known.get(key) ?? z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(resources, 'locales', language, `${space}.json`), 'utf8')));
    known.set(key, words);
    return words;
  };
  return (language) => (key, values = {}) => {
    const [space = '', path = ''] = key.split(':');
    const found = (spaces as readonly string[]).includes(space) ? path.split('.').reduce<unknown>((tree, part) => (tree as Readonly<Record<string, unknown>> | undefined)?.[part], read(language, space)) : undefined;
    if (typeof found !== 'string') throw new Error(`no words for ${key}`);
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
};
