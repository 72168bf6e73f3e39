import { hash } from 'node:crypto';
import { leafBits, sumAt, sumBytes, sumOf, type Leaf } from '../../../shared/sync/compare/stream-sum.ts';
import type { Sha256 } from '../../../shared/sync/crypto-port.ts';
import { LeafSum } from '../platform/leaf-sum.ts';
import type { ReadableDb, WritableDb } from './db.ts';

const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

const findSum = (db: ReadableDb, collection: string): bigint | undefined => {
  const row = db.find<{ sum: Uint8Array }>('SELECT sum FROM stream_sum WHERE collection = ?', collection);
  return row && sumAt(row.sum);
};

const putSum = (db: WritableDb, collection: string, sum: bigint): void => {
  db.run('INSERT INTO stream_sum (collection, sum) VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET sum = excluded.sum', collection, sumBytes(sum));
};

/** What is known here of the centre's versions of one kind of document, by id. */
export const listLeaves = (db: ReadableDb, collection: string): Leaf[] =>
  db.list<Leaf>('SELECT collection AS c, document AS i, version AS v FROM server_version WHERE collection = ? AND version > 0 ORDER BY document', collection);

/** True where the sum of this kind is kept up: then each change of a version has to be told to {@link changeSum}. */
export const hasSum = (db: ReadableDb, collection: string): boolean => findSum(db, collection) !== undefined;

/** Takes the leaf that a document had (undefined: none) out of the kept sum and puts the one it has now in, in the transaction of the change. */
export const changeSum = (db: WritableDb, before: Leaf | undefined, after: Leaf | undefined): void => {
  const collection = before?.c ?? after?.c;
  const sum = collection === undefined ? undefined : findSum(db, collection);
  if (sum !== undefined) putSum(db, collection!, sum ^ sumOf([before, after].flatMap((leaf) => (leaf ? leafBits(sha256, leaf) : []))));
};

/** From now on the sums of these kinds are not known: they are reckoned once, when they are wanted. */
export const forgetSums = (db: WritableDb, collections: readonly string[]): void => {
  for (const collection of collections) db.run('DELETE FROM stream_sum WHERE collection = ?', collection);
};

/** The sum of these leaves alone. */
const sumOfLeaves = (collection: string, documents: readonly string[], versions: ArrayLike<number>): bigint => {
  const sum = new LeafSum();
  for (const [index, document] of documents.entries()) sum.add(collection, document, versions[index]!);
  return sum.value;
};

/**
 * Puts documents of one kind, none of which had a version here, into its kept sum; call it before the versions are written. Where nothing of the kind was here yet the sum is kept from then on, so that a first load has it
 * when it ends; where it is not known it stays so. `reckoned`: the sum of these leaves, where somebody has it.
 */
export const addToSum = (db: WritableDb, collection: string, documents: readonly string[], versions: ArrayLike<number>, reckoned: bigint | undefined): void => {
  const isFirst = db.find('SELECT 1 FROM server_version WHERE collection = ? AND version > 0 LIMIT 1', collection) === undefined;
  const before = isFirst ? 0n : findSum(db, collection);
  if (before !== undefined) putSum(db, collection, before ^ (reckoned ?? sumOfLeaves(collection, documents, versions)));
};

const sumOfVersions = (db: ReadableDb, collection: string): bigint => {
  const sum = new LeafSum();
  for (const { document, version } of db.list<{ document: string; version: number }>('SELECT document, version FROM server_version WHERE collection = ? AND version > 0', collection)) sum.add(collection, document, version);
  return sum.value;
};

/** The sum of these kinds, reckoned from the versions themselves and kept where it was not known; with `anew` all of them. */
export const readSums = (db: WritableDb, collections: readonly string[], anew: boolean): bigint =>
  sumOf(collections.map((collection) => {
    const kept = anew ? undefined : findSum(db, collection);
    if (kept !== undefined) return kept;
    const sum = sumOfVersions(db, collection);
    putSum(db, collection, sum);
    return sum;
  }));

/** The sum of these kinds where all of them are kept; undefined where one has to be reckoned. */
export const findKeptSum = (db: ReadableDb, collections: readonly string[]): bigint | undefined => {
  const kept = new Map(db.list<{ collection: string; sum: Uint8Array }>('SELECT collection, sum FROM stream_sum').map((row) => [row.collection, row.sum]));
  return collections.every((collection) => kept.has(collection)) ? sumOf(collections.map((collection) => sumAt(kept.get(collection)!))) : undefined;
};
