import { foldSearchKey } from '../../../../shared/domain/search-key.ts';
import type { QueueFilter } from '../../../../shared/ipc/queue-rows.ts';
import type { QueueEntry } from './count-queue.ts';

/** True where the text is in the number, or each of its words begins a word of the names. */
const matcherOf = (typed: string): ((text: string) => boolean) | undefined => {
  const number = typed.trim().toLowerCase();
  if (number === '') return undefined;
  const words = [...new Set(foldSearchKey(typed).split(' ').filter(Boolean))].map((word) => ` ${word}`);
  return (text) => (words.length > 0 && words.every((word) => text.includes(word))) || text.includes(number);
};

/** What passes a filter, in the same order. Pure. */
export const filterQueue = (entries: readonly QueueEntry[], { text, kinds, urgency, risk, by, waiting }: QueueFilter): QueueEntry[] => {
  const matches = matcherOf(text);
  const [ofKind, near] = [new Set(kinds), new Set(urgency)];
  return entries.filter((entry) =>
    entry.isAway === waiting && (ofKind.size === 0 || ofKind.has(entry.item.kind)) && (near.size === 0 || near.has(entry.urgency)) && (risk === null || entry.item.risk === risk)
    && (by === null || entry.item.by === by) && (matches === undefined || matches(entry.text)));
};
