import { ruleOf } from './reference-merge.ts';
import { textOf, type Fields, type ModelEntry, type ModelItem } from './shapes.ts';

const setsOf = (collection: string, body: Fields): [string, readonly unknown[]][] =>
  Object.entries(body).flatMap(([field, value]): [string, readonly unknown[]][] => (ruleOf(collection, field) === 'both' && Array.isArray(value) ? [[field, value]] : []));

const holds = (body: Fields | undefined, field: string, text: string): boolean => Array.isArray(body?.[field]) && (body[field] as unknown[]).some((one) => textOf(one) === text);

/**
 * What was in a set and went from it though nobody who could know of it has taken it out. Reckoned from what the centre sent alone, and not from how sets are merged: who takes something out says so, and one who cannot say it had read a version with it, or had
 * put it there. `said`: what a stream said of the document, in its order; `now`: what it says next; `written`: the entries that this came of; `ownOf`: what a device wrote of it.
 */
export const lostFromSets = (said: readonly ModelItem[], now: ModelItem, written: readonly ModelEntry[], ownOf: (device: string) => readonly ModelEntry[]): string[] => {
  const before = said.at(-1);
  if (!before?.body || !now.body) return [];
  const body = now.body;
  const collection = now.key.split('/')[0]!;
  return setsOf(collection, before.body).flatMap(([field, values]) =>
    values.map(textOf).filter((text) => !holds(body, field, text)).filter((text) => {
      const since = said.findLastIndex((item) => !holds(item.body, field, text)) + 1;
      const says = (entry: ModelEntry) => entry.sets?.[field]?.out.some((one) => textOf(one) === text);
      const mayTakeOut = (entry: ModelEntry) => field in entry.changes && (says(entry) ?? (entry.base >= said[since]!.version || ownOf(entry.device).some((own) => own.number < entry.number && holds(own.changes, field, text))));
      return !written.some(mayTakeOut);
    }).map((text) => `${field} of ${now.key} has lost ${text}`));
};
