import { describe, expect, it } from 'vitest';
import { Instant } from '../../../shared/base/instant.ts';
import { Hlc, hlcInstant, nextHlc } from '../../../shared/sync/hlc.ts';

const end = 'e677d21fdbff-ffff';

describe('the hybrid clock', () => {
  it('runs forward with the wall clock, and by its counter where that stands or goes back', () => {
    const first = nextHlc('', 1000);
    const readings = [first, nextHlc(first, 1000), nextHlc(first, 5), nextHlc('0000000003e8-ffff', 7), nextHlc(first, 1001)];
    expect(readings).toEqual(['0000000003e8-0000', '0000000003e8-0001', '0000000003e8-0001', '0000000003e9-0000', '0000000003e9-0000']);
  });

  it('ends where an Instant does', () => {
    expect([end, 'e677d21fdc00-0000', 'ffffffffffff-ffff', '0', 'E677d21fdbff-ffff'].map((hlc) => Hlc.safeParse(hlc).success)).toEqual([true, false, false, false, false]);
    for (const hlc of ['000000000000-0000', end, 'ffffffffffff-ffff']) expect(Instant.safeParse(hlcInstant(hlc)).success, hlc).toBe(true);
  });

  it('never gives a reading that does not count, whatever was read before', () => {
    for (const before of ['', end, 'e677d21fdbff-fffe', 'e677d21fdbfe-ffff', 'ffffffffffff-ffff']) for (const now of [1000, 2 ** 47, 2 ** 52]) expect(Hlc.safeParse(nextHlc(before, now)).success, `${before} ${now}`).toBe(true);
    // Led beyond its end by a colleague's, a laptop goes on with its own time.
    expect(nextHlc('ffffffffffff-ffff', 1000)).toBe('0000000003e8-0000');
  });
});
