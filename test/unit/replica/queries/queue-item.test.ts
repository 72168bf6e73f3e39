import { expect, it } from 'vitest';
import { compareItems, type QueueItem } from '../../../../src-main/replica/queries/desk/queue-item.ts';
import { mergeQueues } from '../../../../src-main/replica/queries/desk/merge-queues.ts';

const item = (id: string, change: object) => ({ id, kind: 'review', since: '2026-11-20T05:00:00.000Z', due: null, ...change }) as QueueItem;

it('what the centre put aside stands first, then a dispute that holds up no deadline, then the nearest deadline, then what has waited longest; what has no deadline last', () => {
  const items = [
    item('free', { kind: 'release', since: '2026-01-01T05:00:00.000Z' }), item('late', { due: '2026-12-02', since: '2026-11-01T05:00:00.000Z' }), item('near', { due: '2026-11-20' }),
    item('nearer', { due: '2026-11-20', since: '2026-11-19T05:00:00.000Z' }), item('aside', { kind: 'aside', since: '2026-11-20T08:00:00.000Z' }),
    item('held', { kind: 'conflict', due: '2026-11-20', since: '2026-11-20T09:00:00.000Z' }), item('dispute', { kind: 'conflict', since: '2026-11-20T09:00:00.000Z' }),
  ];
  expect(items.sort(compareItems).map(({ id }) => id)).toEqual(['aside', 'dispute', 'nearer', 'near', 'held', 'late', 'free']);
});

it('two sorted lists become one', () => {
  const byNumber = (a: number, b: number) => a - b;
  expect(mergeQueues([2, 4, 6], [1, 4, 5, 9], byNumber)).toEqual([1, 2, 4, 4, 5, 6, 9]);
  expect(mergeQueues([], [1, 2], byNumber)).toEqual([1, 2]);
  expect(mergeQueues([1], [], byNumber)).toEqual([1]);
});
