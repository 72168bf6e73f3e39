import type { AppError } from '../../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import { CollectionName } from '../../../../shared/domain/collection.ts';
import { mostRangeBits, mostRanges, rangeStep, StreamLeaves } from '../../../../shared/sync/compare/compare-messages.ts';
import { leafBits, placeBits, sumAt, sumLength, sumOf, type Leaf } from '../../../../shared/sync/compare/stream-sum.ts';
import { findMessage } from '../../../../shared/sync/find-message.ts';
import type { Cursor } from '../../../../shared/sync/frame.ts';
import { limits } from '../../../../shared/sync/limits.ts';
import type { Host } from '../../session/host-parts.ts';
import { foreignAnswer } from '../post.ts';
import type { Ask } from './ask-centre.ts';

/** So few documents are rather named than parted further: about what the sums of the parts would take. */
const fewLeaves = 12;

/** Documents in which this laptop and the stream differ: `wanted` the stream has otherwise, `foreign` it does not have. */
export type Differences = { readonly wanted: readonly Leaf[]; readonly foreign: readonly Leaf[] };

type Placed = { readonly leaf: Leaf; readonly place: bigint; readonly bits: bigint };
const rangeOf = (place: bigint, bits: number): number => Number(place >> BigInt(64 - bits));
const nothing: Differences = { wanted: [], foreign: [] };

const compareLeaves = (here: readonly Leaf[], there: readonly Leaf[]): Differences => {
  const key = ({ c, i }: Leaf) => `${c}/${i}`;
  const [own, theirs] = [new Map(here.map((leaf) => [key(leaf), leaf.v])), new Set(there.map(key))];
  return { wanted: there.filter((leaf) => own.get(key(leaf)) !== leaf.v), foreign: here.filter((leaf) => !theirs.has(key(leaf))) };
};

/**
 * Finds where `own` and a stream of the centre differ, range by range (range-based set reconciliation: Meyer 2022; the fixed ranges are those of the hash trees of Dynamo, 2007): the sums of 64 parts are asked of each range that differs, until
 * a part has few documents, which are named. Each question is about 64 ranges at most, and one difference among n takes about log₆₄ n of them. 'enough': the stream has gone on. Errors: those of `ask`; ServerNonsense.
 */
export const findDifferences = async (host: Host, ask: Ask, cursor: Cursor, own: readonly Leaf[]): Promise<Result<Differences | 'enough', AppError>> => {
  const { sha256 } = host.crypto;
  const placed: Placed[] = own.map((leaf) => ({ leaf, place: placeBits(sha256, leaf), bits: leafBits(sha256, leaf) }));
  const within = (bits: number, ranges: ReadonlySet<number>) => placed.filter(({ place }) => ranges.has(rangeOf(place, bits)));
  let [open, bits, found] = [[0], 0, nothing];
  while (open.length > 0) {
    const of = open.slice(0, mostRanges);
    const here = within(bits, new Set(of));
    const isFew = here.length <= fewLeaves * of.length || bits + rangeStep > mostRangeBits;
    if (isFew) {
      const answer = await ask({ ask: 'leaves', cursor, bits, of });
      if (!answer.ok || answer.value === 'enough') return answer.ok ? ok('enough') : answer;
      const plain = host.crypto.decompress(answer.value, limits.frameContent);
      const said = plain && findMessage(StreamLeaves, plain);
      if (!said) return foreignAnswer(host, 'leaves');
      const isKind = (name: string) => CollectionName.safeParse(name).success;
      const differing = compareLeaves(here.map(({ leaf }) => leaf), said.leaves.filter(([c]) => isKind(c)).map(([c, i, v]) => ({ c, i, v })));
      found = { wanted: [...found.wanted, ...differing.wanted], foreign: [...found.foreign, ...differing.foreign] };
      open = open.slice(mostRanges);
      continue;
    }
    // All ranges of one fineness before any that is finer: the ranges of one question are alike.
    const next: number[] = [];
    for (let at = 0; at < open.length; at += mostRanges) {
      const part = open.slice(at, at + mostRanges);
      const answer = await ask({ ask: 'sums', cursor, bits, of: part });
      if (!answer.ok || answer.value === 'enough') return answer.ok ? ok('enough') : answer;
      if (answer.value.length !== part.length * 2 ** rangeStep * sumLength) return foreignAnswer(host, 'sums');
      const sums = Map.groupBy(within(bits, new Set(part)), ({ place }) => rangeOf(place, bits + rangeStep));
      for (const [index, range] of part.entries()) {
        for (let child = 0; child < 2 ** rangeStep; child++) {
          const finer = range * 2 ** rangeStep + child;
          if (sumAt(answer.value, (index * 2 ** rangeStep + child) * sumLength) !== sumOf((sums.get(finer) ?? []).map((one) => one.bits))) next.push(finer);
        }
      }
    }
    [open, bits] = [next, bits + rangeStep];
  }
  return ok(found);
};
