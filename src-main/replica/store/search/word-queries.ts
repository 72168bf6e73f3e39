import { foldSearchKey, latinKeys, latinPrefixKeys } from '../../../../shared/domain/search-key.ts';

const quoted = (key: string): string => `"${key.replaceAll('"', '""')}"`;

/** One typed word as an FTS5 expression: any of its keys, whole or as beginnings. A key of several words needs all of them. */
const expression = (keys: readonly string[], star: '*' | ''): string =>
  `(${keys.map((key) => `(${key.split(' ').map((part) => quoted(part) + star).join(' AND ')})`).join(' OR ')})`;

type Word = { readonly whole: string[]; readonly starts: string[]; readonly loose: string[] };

/** Cyrillic is looked up as it is folded, Latin by its coarse keys; `loose` looks Cyrillic up by coarse keys as well (и for й, ь left out). */
const wordOf = (text: string): Word => {
  const fold = foldSearchKey(text);
  const starts = latinPrefixKeys(text);
  if (/[\u0400-\u052f]/.test(text)) return { whole: [fold], starts: [fold], loose: [fold, ...starts] };
  return { whole: [...new Set([fold, ...(starts.length > 0 ? latinKeys(text) : [])])], starts: [...new Set([fold, ...starts])], loose: [] };
};

const lastName = '{last last_latin} : ';

/** FTS5 queries for the typed words, best first: each finds more than the one before. */
export const wordQueries = (words: readonly string[]): string[] => {
  const usable = words.map(wordOf).map((word) => ({ whole: word.whole.filter(Boolean), starts: word.starts.filter(Boolean), loose: word.loose.filter(Boolean) })).filter((word) => word.starts.length > 0);
  const [first, ...rest] = usable;
  if (!first) return [];
  const others = rest.map((word) => ` AND ${expression(word.starts, '*')}`).join('');
  const steps = [
    `${lastName}${expression(first.whole.length > 0 ? first.whole : first.starts, '')}${others}`,
    `${lastName}${expression(first.starts, '*')}${others}`,
    `${expression(first.starts, '*')}${others}`,
  ];
  if (usable.some((word) => word.loose.length > 1)) steps.push(usable.map((word) => expression(word.loose.length > 0 ? word.loose : word.starts, '*')).join(' AND '));
  return steps;
};

/**
 * An FTS5 query where the words found for some typed words (`meant`, by place) stand beside what was typed: what was typed in part or with a slip may be any of
 * them. Undefined where a word has neither.
 */
export const wordsQuery = (words: readonly string[], meant: readonly (readonly string[])[]): string | undefined => {
  const expressions = words.map((text, at) => {
    const starts = wordOf(text).starts.filter(Boolean);
    const all = [...(starts.length > 0 ? [expression(starts, '*')] : []), ...(meant[at] ?? []).map(quoted)];
    return all.length > 0 ? `(${all.join(' OR ')})` : undefined;
  });
  return expressions.includes(undefined) ? undefined : expressions.join(' AND ');
};
