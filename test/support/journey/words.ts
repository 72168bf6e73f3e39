import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../scripts/bootstrap/places.mjs';

export type Language = 'kk' | 'ru' | 'en';
type Tree = { readonly [key: string]: string | Tree };

/** The window's own words in `language`, by `namespace:key.path`: a journey finds what a person would read. Throws on a key that has no words. */
export const wordsOf = (language: Language) => {
  const spaces = new Map<string, Tree>();
  const spaceOf = (name: string): Tree => {
    const known = spaces.get(name) ?? (JSON.parse(readFileSync(join(places.root, 'resources', 'locales', language, `${name}.json`), 'utf8')) as Tree);
    spaces.set(name, known);
    return known;
  };
  return (key: string): string => {
    const [name = '', path = ''] = key.split(':');
    const found = path.split('.').reduce<Tree | string | undefined>((tree, step) => (typeof tree === 'object' ? tree[step] : undefined), spaceOf(name));
    if (typeof found !== 'string') throw new Error(`${language} has no words for ${key}`);
    return found;
  };
};
