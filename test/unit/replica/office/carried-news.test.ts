import { describe, expect, it } from 'vitest';
import type { Cursor } from '../../../../shared/sync/frame.ts';
import { saidCursors } from '../../../../shared/sync/said-cursors.ts';
import { haveRead, leastCursors, type FarReader } from '../../../../src-main/replica/office/carried-news.ts';

const at = (kind: string, seq: number, epoch = 1) => ({ stream: `636200000/${kind}`, epoch, seq }) as Cursor;
const plain: FarReader = { classes: ['registry', 'casework'], cursors: [at('registry', 5), at('casework', 7)] };
const commission: FarReader = { classes: ['registry', 'casework', 'medical'], cursors: [at('registry', 9), at('casework', 3), at('medical', 4)] };

describe('what is carried for laptops without a line', () => {
  it('begins where the least of those that read a stream is', () =>
    expect(leastCursors([plain, commission])).toEqual([at('casework', 3), at('medical', 4), at('registry', 5)]));

  it('begins at 0 where one of them knows nothing of it yet, and at the oldest epoch', () => {
    expect(leastCursors([plain, { ...commission, cursors: [at('registry', 1, 2)] }])).toEqual([at('registry', 5)]);
    expect(leastCursors([plain, { classes: undefined, cursors: [at('registry', 1)] }])).toEqual([at('registry', 1)]);
  });

  it('is done with once all that read a stream have it; a stream that none of them reads keeps nothing', () => {
    expect(haveRead([plain], [at('registry', 5), at('casework', 7), at('medical', 40)])).toBe(true);
    expect(haveRead([plain], [at('registry', 6)])).toBe(false);
    expect(haveRead([plain, commission], [at('registry', 5), at('medical', 5)])).toBe(false);
    expect(haveRead([plain, commission], [at('registry', 5), at('casework', 3), at('medical', 4)])).toBe(true);
    expect(haveRead([{ ...plain, cursors: [at('registry', 1, 2), at('casework', 7)] }], [at('registry', 5)])).toBe(true);
  });

  it('waits for nobody who never began with a stream that came later, and for who did', () => {
    expect(haveRead([plain], [at('extracts', 3)])).toBe(true);
    expect(haveRead([{ ...plain, cursors: [...plain.cursors, at('extracts', 2)] }], [at('extracts', 3)])).toBe(false);
  });

  it('waits for a laptop of which the roster says nothing', () => expect(haveRead([{ classes: undefined, cursors: [] }], [at('registry', 1)])).toBe(false));
});

it('no message says more cursors than it takes, and those of the district’s own streams first', () => {
  const ofExperts = Array.from({ length: 30 }, (_, n) => at(`expert/01890000-0000-7000-8000-${String(n).padStart(12, '0')}`, n));
  expect(saidCursors([...ofExperts, at('registry', 5)])).toEqual([at('registry', 5), ...ofExperts.slice(0, 19)]);
});
