import { noFacts } from '../../shared/domain/case.ts';
import { nothingDecided } from '../../shared/domain/decision.ts';
import { nothingTold } from '../../shared/domain/mse/extract.ts';
import { nameAlone } from '../../shared/domain/name-alone.ts';
import { laterStreams } from '../../shared/domain/collection.ts';
import { versionAfter } from '../../shared/sync/merge-entry.ts';
import { taskKinds } from '../../shared/domain/task-kinds.ts';
import { arrayText } from './array-text.ts';
import type { Db } from './db.ts';
import { inSql } from './in-sql.ts';
import { jsonList } from './json-list.ts';

/**
 * The end of a statement that writes the items of `rows` (stream, seq, collection, document, version): keeps what each stream says last of each document, and its sums, in the same transaction. The counter rows are locked, so that
 * nobody else is at these streams.
 */
export const keptSums = (rows: string): string => `
     leaf AS MATERIALIZED (
       SELECT DISTINCT ON (stream, collection, document) stream, collection, document, version, seq FROM ${rows} WHERE collection <> 'opinions' ORDER BY stream, collection, document, seq DESC
     ), before AS MATERIALIZED (
       SELECT l.stream, l.collection, l.document, l.version FROM stream_leaf l JOIN leaf USING (stream, collection, document)
     ), put AS (
       INSERT INTO stream_leaf (stream, collection, document, version, seq) SELECT stream, collection, document, version, seq FROM leaf
       ON CONFLICT (stream, collection, document) DO UPDATE SET version = excluded.version, seq = excluded.seq
     )
     INSERT INTO stream_sum (stream, collection, sum)
     SELECT stream, collection, bit_xor(first_bits(collection || '/' || document || '/' || version)) FROM (SELECT stream, collection, document, version FROM leaf UNION ALL SELECT * FROM before) AS changed
     GROUP BY stream, collection ORDER BY stream, collection
     ON CONFLICT (stream, collection) DO UPDATE SET sum = stream_sum.sum # excluded.sum`;

/** One row of a stream before it has its number. `item` is the JSON text that is sent. */
export type NewItem = { readonly stream: string; readonly kind: 'put' | 'moved'; readonly collection: string; readonly document: string; readonly version: number; readonly item: string };

/** Where each item stands in its stream, counted back from the stream's end once all of them are in it: 0 is the last. */
const stepsBack = (items: readonly NewItem[], counts: ReadonlyMap<string, number>): number[] => {
  const left = new Map(counts);
  return items.map(({ stream }) => {
    const back = left.get(stream)! - 1;
    left.set(stream, back);
    return back;
  });
};

/**
 * Appends `items`, in order, to their streams. The counter row of each stream is raised inside this transaction and stays locked until its end,
 * so commit order is sequence order and no reader can pass a number that is not there yet. Streams are locked in sorted order. The items are under way before the counters are locked, and get their numbers
 * where they are stored: nobody waits for this process while a stream is locked.
 */
export const appendItems = async (db: Db, epoch: number, items: readonly NewItem[]): Promise<void> => {
  const counts = new Map([...Map.groupBy(items, (item) => item.stream)].map(([stream, of]) => [stream, of.length]));
  const back = stepsBack(items, counts);
  const column = (of: (item: NewItem) => string | number) => arrayText(items.map(of));
  const rows = [column((item) => item.stream), arrayText(back), column((item) => item.kind), column((item) => item.collection), column((item) => item.document), column((item) => item.version), jsonList(items.map((item) => item.item))];
  const raised = [...counts.keys()].sort().map((stream) =>
    db.query<{ name: string; seq: number }>(
      'INSERT INTO stream (name, epoch, seq) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET seq = stream.seq + $3, epoch = greatest(stream.epoch, $2) RETURNING name, seq',
      [stream, epoch, counts.get(stream)],
    ));
  // A statement of its own: it sees what was committed while the counters were waited for.
  const kept = db.query(
    `WITH item AS MATERIALIZED (
       SELECT n.stream, s.seq - n.back AS seq, n.kind, n.collection, n.document, n.version, n.item
       FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::int[], string_to_array($7, chr(30))) AS n (stream, back, kind, collection, document, version, item) JOIN stream s ON s.name = n.stream
     ), kept AS (
       INSERT INTO stream_item (stream, seq, kind, collection, document, version, item) SELECT * FROM item
     ), ${keptSums('item')}`,
    rows,
  );
  const [ends] = await Promise.all([Promise.all(raised), kept]);
  const endOf = new Map(ends.map(({ rows: [row] }) => [row!.name, row!.seq]));
  const moved = items.map((item, index) => ({ ...item, seq: endOf.get(item.stream)! - back[index]! })).filter(({ kind }) => kind === 'moved');
  const left: { stream: string; seq: number }[] = [];
  for (const { kinds, item, value } of emptied) left.push(...(await empty(db, moved, kinds, item, ...(value === undefined ? [] : [JSON.stringify(value)]))));
  if (left.length > 0) await dropChunksOf(db, left);
};

type Moved = { readonly stream: string; readonly collection: string; readonly document: string; readonly seq: number };

/** Sets `item` of what was said of these before their traces, those since an earlier trace alone (what was before that is empty already). Where each stood. */
const empty = async (db: Db, moved: readonly Moved[], collections: readonly string[], item: string, ...values: readonly unknown[]): Promise<{ stream: string; seq: number }[]> => {
  const left = moved.filter(({ collection }) => collections.includes(collection));
  if (left.length === 0) return [];
  // The collections stand in the text: only so are the partial indices used.
  const { rows } = await db.query<{ stream: string; seq: number }>(
    `UPDATE stream_item i SET item = (${item})::text FROM unnest($1::text[], $2::text[], $3::bigint[]) AS m (stream, document, seq)
     WHERE i.stream = m.stream AND i.document = m.document AND i.seq < m.seq AND i.collection IN ${inSql(collections)} AND i.kind = 'put' AND NOT EXISTS (
       SELECT FROM stream_item e WHERE e.stream = i.stream AND e.document = i.document AND e.collection = i.collection AND e.collection IN ${inSql(collections)} AND e.kind = 'moved' AND e.seq > i.seq AND e.seq < m.seq)
     RETURNING i.stream, i.seq`,
    [left.map((row) => row.stream), left.map((row) => row.document), left.map((row) => row.seq), ...values],
  );
  return rows;
};

/**
 * A district that lost a case is never again sent its facts: in its stream they are emptied in every `put` before the trace. The items stay, numbered without gaps, so that a laptop which reads the stream later still gets the trace of the case.
 * The same for a person who left with their last case, of whom a name stays for the trace; for disputes about what left, both sides' values and what was decided; for what is made of a case, what a decision gave and why, and what a scan is called; for an extract, what the act found and of whose age.
 */
const emptied: readonly { readonly kinds: readonly string[]; readonly item: string; readonly value?: unknown }[] = [
  { kinds: ['cases'], item: "jsonb_set(i.item::jsonb, '{d,facts}', $4::jsonb)", value: noFacts },
  { kinds: ['persons'], item: "jsonb_set(i.item::jsonb, '{d}', ((i.item::jsonb -> 'd') || $4::jsonb) - 'merge')", value: nameAlone },
  { kinds: taskKinds, item: "jsonb_set(jsonb_set(jsonb_set(i.item::jsonb, '{d,left,values}', '{}'), '{d,right,values}', '{}'), '{d,resolution}', 'null')" },
  { kinds: ['decisions'], item: "jsonb_set(i.item::jsonb, '{d,programmes}', $4::jsonb)", value: nothingDecided },
  { kinds: ['extracts'], item: "jsonb_set(i.item::jsonb, '{d}', (i.item::jsonb -> 'd') || $4::jsonb)", value: nothingTold },
  { kinds: ['scans'], item: "jsonb_set(i.item::jsonb, '{d,name}', '\"–\"')" },
];

/** Chunks say what was emptied: they go, and those after them, since chunks follow each other; they are made anew. */
const dropChunksOf = async (db: Db, emptied: readonly { stream: string; seq: number }[]): Promise<void> => {
  await db.query('DELETE FROM stream_chunk c USING (SELECT stream, min(seq) AS seq FROM unnest($1::text[], $2::bigint[]) AS e (stream, seq) GROUP BY stream) e WHERE c.stream = e.stream AND c.until >= e.seq', [emptied.map(({ stream }) => stream), emptied.map(({ seq }) => seq)]);
};

const laterCovered = Object.entries(laterStreams).map(([kind, sensitivity]) => `(split_part(s.name, '/', 2) = '${kind}' AND '${kind}' = ANY (d.takes) AND '${sensitivity}' = ANY (d.classes)${kind === 'expert' ? ' AND EXISTS (SELECT FROM staff_key k WHERE k.device = d.id AND k.until IS NULL AND k.staff = split_part(s.name, \'/\', 3))' : ''})`).join(' OR ');

/** The streams that a device's certificate covers, and of which its program knows. */
export const certified = `split_part(s.name, '/', 1) = d.area AND (split_part(s.name, '/', 2) = ANY (d.classes) OR ${laterCovered})`;

/** Certificate and revocation are part of the query: a stream that the device may not read, or of which its program knows nothing, does not exist for it. */
export const covered = `NOT d.revoked AND ${certified}`;

/** The streams that `device` may read, registry before casework: a person comes before their case. */
export const listCoveredStreams = async (db: Db, device: string): Promise<{ name: string; epoch: number; seq: number }[]> =>
  (await db.query<{ name: string; epoch: number; seq: number }>(
    `SELECT s.name, s.epoch, s.seq FROM device d JOIN stream s ON ${covered} WHERE d.id = $1 ORDER BY split_part(s.name, '/', 2) DESC, s.name`, [device],
  )).rows;

/** True where the stream says anything after `from` of a kind that not every program can read. */
const hasTasks = async (db: Db, stream: string, from: number): Promise<boolean> =>
  ((await db.query('SELECT FROM stream_item WHERE stream = $1 AND seq > $2 AND collection = ANY ($3) AND EXISTS (SELECT FROM stream_sum WHERE stream = $1 AND collection = ANY ($3)) LIMIT 1', [stream, from, taskKinds])).rowCount ?? 0) > 0;

/** True where any stream of the district does. */
export const hasAreaTasks = async (db: Db, area: string): Promise<boolean> =>
  ((await db.query("SELECT FROM stream_sum WHERE split_part(stream, '/', 1) = $1 AND collection = ANY ($2) LIMIT 1", [area, taskKinds])).rowCount ?? 0) > 0;

/** Laptops that are given the same: their programs read the same kinds of document. */
const sameKinds = (one: string, other: string): string => `(${one} @> ${other} AND ${one} <@ ${other})`;

/**
 * Reading keys of the laptops beside `device`, in training or not as it is, that may read `stream` and whose programs know it; oldest first, as many as a sealed frame may have beside its carrier. A laptop whose program reads other kinds of
 * document than that of `device` is not among them where the stream has any such after `from`: the frames are made for `device`, and it would be told of documents that it cannot read, or never hear of some that it can.
 */
export const listReaderKeys = async (db: Db, device: { readonly id: string; readonly training: boolean }, stream: string, from: number): Promise<Uint8Array[]> => {
  const { rows } = await db.query<{ readKey: Uint8Array; same: boolean }>(
    `SELECT d.read_key AS "readKey", ${sameKinds('d.kinds', 'c.kinds')} AS same FROM device d JOIN stream s ON ${covered} JOIN device c ON c.id = $2 WHERE s.name = $1 AND d.id <> $2 AND d.training = $3 ORDER BY d.enrolled, d.id LIMIT 499`, [stream, device.id, device.training],
  );
  const same = rows.filter((row) => row.same);
  const isMixed = same.length < rows.length && (await hasTasks(db, stream, from));
  return (isMixed ? same : rows).map(({ readKey }) => readKey);
};

/** Up to `limit` items of `stream` after number `from`, oldest first, without those of a kind that the device's program cannot read; none where it may not read the stream. */
export const listItems = async (db: Db, device: string, stream: string, from: number, limit: number): Promise<{ seq: number; item: string }[]> =>
  (await db.query<{ seq: number; item: string }>(
    `SELECT i.seq, i.item FROM device d JOIN stream s ON s.name = $2 AND ${covered} JOIN stream_item i ON i.stream = s.name
     WHERE d.id = $1 AND i.seq > $3 AND (i.collection <> ALL ($5) OR i.collection = ANY (d.kinds)) ORDER BY i.seq LIMIT $4`, [device, stream, from, limit, taskKinds],
  )).rows;

/**
 * After a restore from a backup: from now on the centre and every stream are of `epoch`, so that whoever read further than the backup reads anew, and whoever
 * was given receipts after it hands in again what they were for.
 */
export const raiseEpoch = async (db: Db, epoch: number): Promise<void> => {
  await db.query("INSERT INTO setting (key, value) VALUES ('epoch', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [JSON.stringify(epoch)]);
  await db.query('UPDATE stream SET epoch = $1', [epoch]);
  // What devices count by (the last verdict or order that they have) goes on from a higher place, as versions do: a number that came again would be taken for heard.
  for (const [table, column] of [['verdict', 'id'], ['acting_order', 'number']])
    await db.query(`SELECT setval(pg_get_serial_sequence('${table}', '${column}'), greatest((SELECT max(${column}) FROM ${table}), $1::bigint))`, [versionAfter(0, epoch)]);
  // Everybody shakes hands anew, which is where they hear of it.
  await db.query('DELETE FROM session');
};
