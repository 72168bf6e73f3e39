import { citationParts } from '../cite.ts';
import type { Sources } from '../schema/sources.ts';
import type { RuleIssue } from './issue.ts';

type Found = { readonly path: string; readonly citation: string };

/** Every `source` in a file of rules, with its place. */
const citationsIn = (value: unknown, path: string): Found[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => citationsIn(item, path === '' ? String(index) : `${path}.${String(index)}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): Found[] => {
    const place = path === '' ? key : `${path}.${key}`;
    return key === 'source' && typeof inner === 'string' ? [{ path: place, citation: inner }] : citationsIn(inner, place);
  });
};

/** Citations that have no words in Kazakh and Russian, each part at its first place; rows of `sources` that nothing cites are no fault. */
export const checkSources = (files: Readonly<Record<string, unknown>>, sources: Sources): RuleIssue[] => {
  const missing = new Map<string, RuleIssue>();
  for (const [file, value] of Object.entries(files)) {
    for (const { path, citation } of citationsIn(value, '')) {
      for (const part of citationParts(citation)) if (!Object.hasOwn(sources, part) && !missing.has(part)) missing.set(part, { file, path, code: 'sourceWords', detail: part });
    }
  }
  return [...missing.values()];
};
