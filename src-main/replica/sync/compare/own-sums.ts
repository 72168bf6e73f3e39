import { CollectionName, streamKindOf } from '../../../../shared/domain/collection.ts';
import { leafBits, sumOf, type Leaf } from '../../../../shared/sync/compare/stream-sum.ts';
import { coversStream } from '../../../../shared/sync/covers-stream.ts';
import { StreamItem } from '../../../../shared/sync/frame.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import type { ReadableDb } from '../../store/db.ts';
import { listSettings } from '../../store/settings.ts';
import { findKeptSum, listLeaves, readSums } from '../../store/sums.ts';
import { listSuspects } from '../../store/suspects.ts';
import { serverVersionOf } from '../../store/versions.ts';
import { asidePrefix } from '../apply-frame.ts';

/** The kinds of document that the streams of this laptop bring and that are compared: all but opinions, which stand in two streams. */
export const comparedKinds = (host: Host): CollectionName[] => {
  const { certificate } = getOffice(host);
  return CollectionName.options.filter((collection) => collection !== 'opinions' && coversStream({ ...certificate, staff: [] }, `${certificate.area}/${streamKindOf(collection)}`));
};

/** `here`: as the versions of this laptop have it. `there`: as it counts in a comparison; undefined where it counts as not here. */
type Changed = { readonly here: Leaf | undefined; readonly there: Leaf | undefined };

/**
 * Where what is compared is not what the versions here say: an item that this program cannot read and keeps aside is here; a document that is not here as it was pulled (a suspect) is not, and one that nobody sent or wrote
 * counts with a version that no document has, so that the centre is found not to have it.
 */
const changedLeaves = (db: ReadableDb, kinds: ReadonlySet<string>): Map<string, Changed> => {
  const changed = new Map<string, Changed>();
  const leafOf = (c: string, i: string): Leaf | undefined => {
    const v = serverVersionOf(db, c, i);
    return v === 0 ? undefined : { c, i, v };
  };
  for (const { value } of listSettings(db, asidePrefix)) {
    const item = StreamItem.safeParse(value).data;
    if (!item || !kinds.has(item.c)) continue;
    const key = `${item.c}/${item.i}`;
    const here = leafOf(item.c, item.i);
    if (item.v > (changed.get(key)?.there?.v ?? here?.v ?? 0)) changed.set(key, { here, there: { c: item.c, i: item.i, v: item.v } });
  }
  for (const { collection: c, document: i } of listSuspects(db)) {
    if (!kinds.has(c)) continue;
    const here = leafOf(c, i);
    changed.set(`${c}/${i}`, { here, there: here ? undefined : { c, i, v: 0 } });
  }
  return changed;
};

const numbersOf = (host: Host, changed: ReadonlyMap<string, Changed>): bigint => sumOf([...changed.values()].flatMap(({ here, there }) => [here, there]).flatMap((leaf) => (leaf ? leafBits(host.crypto.sha256, leaf) : [])));

/** The sum of what this laptop has of these kinds, from what is kept; `anew`: reckoned from the versions themselves. */
export const readOwnSum = (host: Host, kinds: readonly CollectionName[], anew: boolean): bigint => {
  const { replica } = getOffice(host);
  let sum = anew ? undefined : findKeptSum(replica.db, kinds);
  if (sum === undefined) {
    const kept = replica.commit({ durability: 'normal', documents: [], sql: (db) => void (sum = readSums(db, kinds, anew)) });
    // A disk without room for a checksum: it is reckoned all the same, and not kept.
    if (!kept.ok) sum = sumOf(kinds.flatMap((kind) => listLeaves(replica.db, kind)).map((leaf) => leafBits(host.crypto.sha256, leaf)));
  }
  return sum! ^ numbersOf(host, changedLeaves(replica.db, new Set(kinds)));
};

/** What this laptop has of these kinds, as it is compared. */
export const listOwnLeaves = (host: Host, kinds: readonly CollectionName[]): Leaf[] => {
  const { db } = getOffice(host).replica;
  const changed = changedLeaves(db, new Set(kinds));
  const same = kinds.flatMap((kind) => listLeaves(db, kind)).filter(({ c, i }) => !changed.has(`${c}/${i}`));
  return [...same, ...[...changed.values()].flatMap(({ there }) => there ?? [])];
};
