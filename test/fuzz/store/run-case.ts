import { deepStrictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillWithDefaultSettings, getQueryMatcher, getSortComparator, normalizeMangoQuery, prepareQuery } from 'rxdb';
import type { BulkWriteRow, RxDocumentData, RxJsonSchema, RxStorage, RxStorageInstance } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { getRxStorageSqlite } from '../../../src-main/replica/store/rx-storage/index.ts';
import type { Step, StoreCase } from './cases.ts';
import type { Field } from './values.ts';

type Anything = { id: string };
type Stored = RxDocumentData<Anything>;
type Instance = RxStorageInstance<Anything, unknown, unknown>;

let cases = 0;
const inMemory = getRxStorageSqlite({ filename: ':memory:' }) as unknown as RxStorage<unknown, unknown>;
let folder: string | undefined;
/** One encrypted file for all cases that close and open it again; what they leave is the next case's surroundings. */
const onDisk = (): RxStorage<unknown, unknown> => {
  if (folder === undefined) {
    const made = (folder = mkdtempSync(join(tmpdir(), 'tirek-fuzz-')));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  }
  return getRxStorageSqlite({ filename: join(folder, 'fuzz.db'), key: '5a'.repeat(32), durability: 'normal' }) as unknown as RxStorage<unknown, unknown>;
};
const memory = getRxStorageMemory() as unknown as RxStorage<unknown, unknown>;

const propertyOf = ({ type }: Field) => (type === 'string' ? { type, maxLength: 10 } : type === 'boolean' ? { type } : { type, minimum: -10, maximum: 10, multipleOf: type === 'integer' ? 1 : 0.25 });

const schemaOf = (given: StoreCase): RxJsonSchema<Stored> => {
  const properties: Record<string, object> = { id: { type: 'string', maxLength: 10 } };
  for (const field of given.fields) {
    const [first = field.name, second] = field.name.split('.');
    if (second === undefined) properties[first] = propertyOf(field);
    else properties[first] = { type: 'object', properties: { ...(properties[first] as { properties?: object } | undefined)?.properties, [second]: propertyOf(field) } };
  }
  return fillWithDefaultSettings({ version: 0, primaryKey: 'id', type: 'object', properties, indexes: given.indexes } as never);
};

const openOn = (storage: RxStorage<unknown, unknown>, databaseName: string, schema: RxJsonSchema<Stored>): Promise<Instance> =>
  storage.createStorageInstance<Anything>({ databaseInstanceToken: databaseName, databaseName, collectionName: 'c', schema, options: {}, multiInstance: false, devMode: false });

/** As JSON: what the store keeps (−0 is 0 there), in the order of the fields. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** What RxDB's own matcher and comparator make of the documents. */
const judged = (schema: RxJsonSchema<Stored>, documents: readonly Stored[], query: ReturnType<typeof normalizeMangoQuery<Stored>>): Stored[] => {
  const kept = documents.filter(getQueryMatcher(schema, query as never) as never).sort(getSortComparator(schema, query as never) as never);
  return kept.slice(query.skip, query.skip + (query.limit ?? Infinity));
};

/**
 * Runs a case on our storage and on RxDB's memory storage. Writes must give the same errors, events and documents on both; queries must give what RxDB's
 * matcher and comparator say, and what the memory storage says where every indexed field is of its type (its index keys know nothing else).
 * Throws at the first difference.
 */
export const runCase = async (given: StoreCase): Promise<void> => {
  const schema = schemaOf(given);
  const name = `case-${++cases}`;
  const indexed = new Set(given.indexes.flat());
  const comparable = given.fields.every((field) => field.holds === 'typed' || !indexed.has(field.name));
  // An index of the memory storage cannot hold a value of another type; without its indexes it still is the oracle of writes.
  const oracleSchema = comparable ? schema : schemaOf({ ...given, indexes: [] });
  const oracle = await openOn(memory, name, oracleSchema);
  const sqlite = given.steps.some((step) => step.do === 'reopen') ? onDisk() : inMemory;
  let ours = await openOn(sqlite, name, schema);
  const events: { ours: unknown[]; oracle: unknown[] } = { ours: [], oracle: [] };
  const listen = (instance: Instance, into: unknown[]) => instance.changeStream().subscribe((bulk) => into.push(plain(bulk.events)));
  listen(oracle, events.oracle);
  listen(ours, events.ours);
  const everything = new Map<string, Stored>();
  let clock = 1000;
  let checkpoint: unknown;
  const changed = new Map<string, string>();

  const write = async (step: Step & { do: 'write' }) => {
    const rows = step.rows.map(({ id, fields, deleted, stale }): BulkWriteRow<Anything> => {
      const previous = stale ? undefined : everything.get(id);
      const height = Number(everything.get(id)?._rev.split('-')[0] ?? 0) + 1;
      const document = { ...fields, id, _deleted: deleted, _attachments: {}, _meta: { lwt: (clock += 0.01) }, _rev: `${height}-${name}` } as Stored;
      return previous ? { previous, document } : { document };
    });
    const [expected, found] = [await oracle.bulkWrite(structuredClone(rows), 'fuzz'), await ours.bulkWrite(structuredClone(rows), 'fuzz')];
    deepStrictEqual(plain(found.error), plain(expected.error));
    const refused = new Set(expected.error.map((error) => error.documentId));
    for (const { document } of rows) {
      if (refused.has(document.id)) continue;
      everything.set(document.id, plain(document) as Stored);
      changed.set(document.id, document._rev);
    }
    deepStrictEqual(events.ours, events.oracle);
  };

  const ask = async ({ query }: Step & { do: 'query' }) => {
    const { index, ...rest } = query;
    const asked = { ...rest, ...(index === undefined ? {} : { index: [...(given.indexes[index] ?? [])] }) };
    const normal = normalizeMangoQuery(schema, structuredClone(asked) as never);
    const ready = prepareQuery(schema, normal as never);
    const documents = (await ours.query(ready as never)).documents;
    deepStrictEqual(plain(documents), judged(schema, [...everything.values()], normal as never));
    deepStrictEqual((await ours.count(ready as never)).count, documents.length);
    if (comparable) deepStrictEqual(plain(documents), plain((await oracle.query(ready as never)).documents));
  };

  const takeChanges = async (limit: number) => {
    const next = await ours.getChangedDocumentsSince?.(limit, checkpoint);
    for (const document of next?.documents ?? []) {
      deepStrictEqual(plain(document), everything.get(document.id));
      changed.delete(document.id);
    }
    checkpoint = next?.checkpoint;
    if ((next?.documents.length ?? 0) < limit) deepStrictEqual([...changed.keys()], []);
  };

  for (const step of given.steps) {
    if (step.do === 'write') await write(step);
    else if (step.do === 'query') await ask(step);
    else if (step.do === 'look') {
      const [expected, found] = await Promise.all([oracle, ours].map((instance) => instance.findDocumentsById([...step.ids], step.deleted)));
      deepStrictEqual(plain(found), plain(expected));
    } else if (step.do === 'changes') await takeChanges(step.limit);
    else if (step.do === 'cleanup') {
      while (!(await ours.cleanup(0)));
      await oracle.cleanup(0);
      for (const [id, document] of everything) if (document._deleted && everything.delete(id)) changed.delete(id);
    } else {
      await ours.close();
      ours = await openOn(sqlite, name, schema);
      listen(ours, events.ours);
    }
  }
  await Promise.all([ours.remove(), oracle.remove()]);
};
