import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ok, type Result } from '../../../../shared/base/result.ts';
import type { AppError } from '../../../../shared/base/app-error.ts';
import { rangeStep, type CompareRequest } from '../../../../shared/sync/compare/compare-messages.ts';
import { leafBits, placeBits, sumBytes, sumOf, type Leaf } from '../../../../shared/sync/compare/stream-sum.ts';
import type { StreamName } from '../../../../shared/sync/frame.ts';
import { findDifferences } from '../../../../src-main/replica/sync/compare/find-differences.ts';
import type { Host } from '../../../../src-main/replica/session/host-parts.ts';
import { createCrypto } from '../../../../src-main/replica/platform/crypto.ts';

const crypto = createCrypto();
const host = { crypto } as unknown as Host;
const cursor = { stream: '636200000/registry' as StreamName, epoch: 1, seq: 1 };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const leaves = (count: number): Leaf[] => Array.from({ length: count }, (_, n) => ({ c: 'persons', i: `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`, v: 1 + (n % 5) }));

/** A centre as the protocol page has it, over a list. */
const centreOf = (there: readonly Leaf[], limit = 1e9) => {
  const placed = there.map((leaf) => ({ leaf, place: placeBits(sha256, leaf), bits: leafBits(sha256, leaf) }));
  const rangeOf = (place: bigint, bits: number) => Number(place >> BigInt(64 - bits));
  const counts = { questions: 0, bytes: 0 };
  const ask = async (request: CompareRequest): Promise<Result<Uint8Array | 'enough', AppError>> => {
    counts.questions += 1;
    if (counts.questions > limit) return ok('enough');
    let answer = new Uint8Array();
    if (request.ask === 'sums') {
      const parts = Map.groupBy(placed, ({ place }) => rangeOf(place, request.bits + rangeStep));
      const sums = request.of.flatMap((range) => Array.from({ length: 64 }, (_, part) => sumBytes(sumOf((parts.get(range * 64 + part) ?? []).map(({ bits }) => bits)))));
      answer = new Uint8Array(Buffer.concat(sums));
    } else if (request.ask === 'leaves') {
      const named = placed.filter(({ place }) => request.of.includes(rangeOf(place, request.bits))).map(({ leaf: { c, i, v } }) => [c, i, v]);
      answer = new Uint8Array(crypto.compress(Buffer.from(JSON.stringify({ leaves: named }))));
    }
    counts.bytes += answer.length + JSON.stringify(request).length;
    return ok(answer);
  };
  return { ask, counts };
};
const find = async (here: readonly Leaf[], there: readonly Leaf[], limit?: number) => {
  const { ask, counts } = centreOf(there, limit);
  const found = await findDifferences(host, ask, cursor, here);
  return { found: found.ok ? found.value : found.error, counts };
};

test('one of 20,000 records differs: it is found with four questions and two kilobytes', async () => {
  const all = leaves(20_000);
  const { found, counts } = await find(all.with(777, { ...all[777]!, v: 9 }), all);
  expect(found).toEqual({ wanted: [all[777]], foreign: [] });
  expect(counts.questions).toBeLessThanOrEqual(4);
  expect(counts.bytes).toBeLessThan(2048);
});

test('what is changed, lost and foreign is found, exactly, wherever it lies and however many there are', async () => {
  for (const [count, every] of [[1, 1], [12, 3], [13, 5], [800, 7], [5000, 400]] as const) {
    const all = leaves(count);
    const here = all.flatMap((leaf, n) => (n % every !== 0 ? [leaf] : n % 2 === 0 ? [{ ...leaf, v: leaf.v + 1 }] : []));
    const foreign: Leaf[] = [{ c: 'cases', i: `x${count}`, v: 0 }];
    const { found } = await find([...here, ...foreign], all);
    const sorted = typeof found === 'object' && 'wanted' in found ? { ...found, wanted: found.wanted.toSorted((a, b) => (a.i < b.i ? -1 : 1)) } : found;
    expect(sorted).toEqual({ wanted: all.filter((_, n) => n % every === 0), foreign });
  }
});

test('where nothing is here all is wanted, where nothing is there all is foreign, and where nothing differs nothing is', async () => {
  const all = leaves(40);
  expect((await find([], all)).found).toMatchObject({ foreign: [], wanted: { length: 40 } });
  expect((await find(all, [])).found).toMatchObject({ wanted: [], foreign: { length: 40 } });
  expect((await find(all, all)).found).toEqual({ wanted: [], foreign: [] });
});

test('a stream that has gone on, or too many questions, end it', async () => {
  const all = leaves(3000);
  expect((await find(all.slice(1), all, 1)).found).toBe('enough');
});
