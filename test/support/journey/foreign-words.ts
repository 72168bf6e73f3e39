import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { places } from '../../../scripts/bootstrap/places.mjs';
import type { Language } from './words.ts';

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree): string[] => Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)));

const folderOf = (language: Language) => join(places.root, 'resources', 'locales', language);

/** Everything the window can say in `language`. */
const sayings = (language: Language): string[] => readdirSync(folderOf(language)).flatMap((file) => leaves(JSON.parse(readFileSync(join(folderOf(language), file), 'utf8')) as Tree));

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** A saying as it may stand on the screen, its figures filled in; undefined where nothing but figures would be left of it. */
const patternOf = (saying: string): RegExp | undefined =>
  /\p{L}{3}/u.test(saying.replaceAll(/\{\{[^}]*\}\}/g, '')) ? new RegExp(`^${saying.split(/\{\{[^}]*\}\}/).map(escaped).join('.*')}$`, 'su') : undefined;

const patternsOf = (language: Language): RegExp[] => [...new Set(sayings(language))].flatMap((saying) => patternOf(saying) ?? []);

/** All that can be read on the screen: texts, names, placeholders and titles of what is visible. What people typed and the people themselves are among it. */
const visibleTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts = new Set<string>();
    for (const element of document.body.querySelectorAll('*')) {
      if (element.matches('style, script') || !element.checkVisibility()) continue;
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) texts.add(node.textContent?.trim() ?? '');
      for (const attribute of ['aria-label', 'placeholder', 'title']) texts.add(element.getAttribute(attribute)?.trim() ?? '');
    }
    return [...texts].filter((text) => text !== '');
  });

/** A judge of screens: which of the visible texts are words of `former` and not of `now`, and how many are words of `now`. */
export const foreignWords = () => {
  const patterns = { kk: patternsOf('kk'), ru: patternsOf('ru'), en: patternsOf('en') } as const;
  return async (page: Page, now: Language): Promise<{ readonly own: number; readonly foreign: readonly string[] }> => {
    const said = (language: Language, text: string) => patterns[language].some((pattern) => pattern.test(text));
    const texts = await visibleTexts(page);
    const others = (['kk', 'ru', 'en'] as const).filter((language) => language !== now);
    return {
      own: texts.filter((text) => said(now, text)).length,
      foreign: texts.filter((text) => !said(now, text) && others.some((language) => said(language, text))),
    };
  };
};
