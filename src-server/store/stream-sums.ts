import { mostLeaves, rangeStep, takesSums } from '../../shared/sync/compare/compare-messages.ts';
import type { Leaf } from '../../shared/sync/compare/stream-sum.ts';
import { taskKinds } from '../../shared/domain/task-kinds.ts';
import type { Db } from './db.ts';
import { covered } from './streams.ts';

/** Of a kind that the program of device `d` reads. */
const readable = (row: string) => `(${row}.collection <> ALL (ARRAY[${taskKinds.map((kind) => `'${kind}'`).join(', ')}]) OR ${row}.collection = ANY (d.kinds))`;

// 64 bits are beyond what a number holds: they travel as text.
const bitsOf = (text: string): bigint => BigInt.asUintN(64, BigInt(text));

/** A stream as it stands, with the sum of what `device` may read in it. */
export type StreamSum = { readonly name: string; readonly epoch: number; readonly seq: number; readonly sum: bigint };

/** Each stream that `device` may read, with its sum; none where its program does not take sums. */
export const listStreamSums = async (db: Db, device: string): Promise<StreamSum[]> =>
  (await db.query<{ name: string; epoch: number; seq: number; sum: string }>(
    `SELECT s.name, s.epoch, s.seq, coalesce(bit_xor(m.sum) FILTER (WHERE ${readable('m')}), 0)::text AS sum FROM device d JOIN stream s ON ${covered} LEFT JOIN stream_sum m ON m.stream = s.name
     WHERE d.id = $1 AND $2 = ANY (d.takes) GROUP BY s.name, s.epoch, s.seq ORDER BY s.name`, [device, takesSums],
  )).rows.map((row) => ({ ...row, sum: bitsOf(row.sum) }));

const place = "first_bits(l.collection || '/' || l.document)";
/** The first `bits` bits of a place as a number; of none it is 0. */
const range = (bits: string) => `(CASE WHEN ${bits} = 0 THEN 0 ELSE ((${place} >> (64 - greatest(${bits}, 1))) & ((1::bigint << ${bits}) - 1)) END)`;
const leaves = `FROM device d JOIN stream s ON s.name = $2 AND ${covered} JOIN stream_leaf l ON l.stream = s.name WHERE d.id = $1 AND ${readable('l')} AND ${range('$3::int')} = ANY ($4::bigint[])`;

/** The sums of the parts of these ranges that have anything in them; `part`: the first `bits` + {@link rangeStep} bits of the places in it. */
export const listRangeSums = async (db: Db, device: string, stream: string, bits: number, ranges: readonly number[]): Promise<{ part: number; sum: bigint }[]> =>
  (await db.query<{ part: number; sum: string }>(
    `SELECT ${range('$5::int')} AS part, bit_xor(first_bits(l.collection || '/' || l.document || '/' || l.version))::text AS sum ${leaves} GROUP BY 1 ORDER BY 1`, [device, stream, bits, ranges, bits + rangeStep],
  )).rows.map((row) => ({ ...row, sum: bitsOf(row.sum) }));

/** What the stream says last of the documents in these ranges, in the order of their names, one more at most than an answer holds. */
export const listRangeLeaves = async (db: Db, device: string, stream: string, bits: number, ranges: readonly number[]): Promise<Leaf[]> =>
  (await db.query<Leaf>(`SELECT l.collection AS c, l.document AS i, l.version AS v ${leaves} ORDER BY 1, 2 LIMIT ${mostLeaves + 1}`, [device, stream, bits, ranges])).rows;

/** The newest items of these documents in the stream, of those that are there, in the order of the stream. */
export const listLeafItems = async (db: Db, device: string, stream: string, documents: readonly (readonly [collection: string, id: string])[]): Promise<string[]> =>
  (await db.query<{ item: string }>(
    `SELECT i.item FROM device d JOIN stream s ON s.name = $2 AND ${covered} JOIN stream_leaf l ON l.stream = s.name JOIN unnest($3::text[], $4::text[]) AS k (collection, document) USING (collection, document)
     JOIN stream_item i ON i.stream = l.stream AND i.seq = l.seq WHERE d.id = $1 AND ${readable('l')} ORDER BY i.seq`, [device, stream, documents.map(([collection]) => collection), documents.map(([, id]) => id)],
  )).rows.map(({ item }) => item);
