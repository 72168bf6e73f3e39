import { createHash } from 'node:crypto';
import { leafBits, sumAt, sumBytes, sumOf, type Leaf } from '../../../shared/sync/compare/stream-sum.ts';
import type { Sha256 } from '../../../shared/sync/crypto-port.ts';
import type { ReadableDb, WritableDb } from './db.ts';

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

const findSum = (db: ReadableDb, collection: string): bigint | undefined => {
  const row = db.find<{ sum: Uint8Array }>('SELECT sum FROM stream_sum WHERE collection = ?', collection);
  return row && sumAt(row.sum);
};

const putSum = (db: WritableDb, collection: string, sum: bigint): void => {
  db.run('INSERT INTO stream_sum (collection, sum) VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET sum = excluded.sum', collection, sumBytes(sum));
};

/** What is known here of the centre's versions of one kind of document, by id. */
export const listLeaves = (db: ReadableDb, collection: string): Leaf[] =>
  db.list<Leaf>('SELECT collection AS c, document AS i, version AS v FROM server_version WHERE collection = ? ORDER BY document', collection);

/** True where the sum of this kind is kept up: then each change of a version has to be told to {@link changeSum}. */
export const hasSum = (db: ReadableDb, collection: string): boolean => findSum(db, collection) !== undefined;

/** Takes the leaf that a document had (undefined: none) out of the kept sum and puts the one it has now in, in the transaction of the change. */
export const changeSum = (db: WritableDb, before: Leaf | undefined, after: Leaf | undefined): void => {
  const collection = before?.c ?? after?.c;
  const sum = collection === undefined ? undefined : findSum(db, collection);
  if (sum !== undefined) putSum(db, collection!, sum ^ sumOf([before, after].flatMap((leaf) => (leaf ? leafBits(sha256, leaf) : []))));
};

/** From now on the sums of these kinds are not known: a whole load is reckoned once, when it is wanted, instead of leaf by leaf. */
export const forgetSums = (db: WritableDb, collections: readonly string[]): void => {
  for (const collection of collections) db.run('DELETE FROM stream_sum WHERE collection = ?', collection);
};

/** The sum of these kinds, reckoned from the versions themselves and kept where it was not known; with `anew` all of them. */
export const readSums = (db: WritableDb, collections: readonly string[], anew: boolean): bigint =>
  sumOf(collections.map((collection) => {
    const kept = anew ? undefined : findSum(db, collection);
    if (kept !== undefined) return kept;
    const sum = sumOf(listLeaves(db, collection).map((leaf) => leafBits(sha256, leaf)));
    putSum(db, collection, sum);
    return sum;
  }));

/** The sum of these kinds where all of them are kept; undefined where one has to be reckoned. */
export const findKeptSum = (db: ReadableDb, collections: readonly string[]): bigint | undefined => {
  const kept = collections.map((collection) => findSum(db, collection));
  return kept.some((sum) => sum === undefined) ? undefined : sumOf(kept as bigint[]);
};
