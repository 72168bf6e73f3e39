import { canonicalJson } from '../base/canonical-json.ts';
import type { RuleFiles } from './load/rules.ts';

export type RuleDifference = { readonly file: string; readonly path: string; readonly kind: 'added' | 'removed' | 'changed'; readonly before?: unknown; readonly after?: unknown };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows of a list are told apart by what names them (id, date, step), so that a row put in between is one difference. */
const nameOf = (item: unknown, index: number): string => {
  if (!isObject(item)) return String(index);
  const name = item.id ?? item.from ?? item.step ?? item.programme;
  return typeof name === 'string' ? `[${name}]` : String(index);
};
const keyed = (value: unknown): Record<string, unknown> | undefined => {
  if (isObject(value)) return value;
  if (!Array.isArray(value)) return undefined;
  const names = value.map(nameOf);
  return new Set(names).size === names.length ? Object.fromEntries(value.map((item, index) => [names[index], item])) : Object.fromEntries(value.entries());
};

const compareAt = (file: string, path: string, before: unknown, after: unknown, found: RuleDifference[]): void => {
  const [a, b] = [keyed(before), keyed(after)];
  if (!a || !b || Array.isArray(before) !== Array.isArray(after)) {
    if (canonicalJson(before) !== canonicalJson(after)) found.push({ file, path, kind: 'changed', before, after });
    return;
  }
  for (const name of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    const inner = path === '' ? name : `${path}.${name}`;
    if (!Object.hasOwn(b, name)) found.push({ file, path: inner, kind: 'removed', before: a[name] });
    else if (!Object.hasOwn(a, name)) found.push({ file, path: inner, kind: 'added', after: b[name] });
    else compareAt(file, inner, a[name], b[name], found);
  }
};

/** What differs between two editions, file by file. */
export const diffRules = (before: RuleFiles, after: RuleFiles): RuleDifference[] => {
  const found: RuleDifference[] = [];
  for (const file of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    if (!Object.hasOwn(after, file)) found.push({ file, path: '', kind: 'removed' });
    else if (!Object.hasOwn(before, file)) found.push({ file, path: '', kind: 'added' });
    else compareAt(file, '', before[file], after[file], found);
  }
  return found;
};
