import { createRevision, type RxCollection } from 'rxdb';
import type { SqlParameter, WritableDb } from './db.ts';
import { documentTable } from './documents.ts';
import type { Replica } from './replica.ts';
import { addToSum } from './sums.ts';
import type { SqliteInternals } from './rx-storage/storage-instance.ts';
import { readDocuments } from './rx-storage/write-rows.ts';

/** Persons whom neither the replica nor the centre's versions here know, as `BulkFrame` has them. */
export type NewPersons = { readonly ids: readonly string[]; readonly districts: readonly string[]; readonly versions: ArrayLike<number>; readonly bodies: Uint8Array; readonly ends: Uint32Array; readonly sum?: bigint | undefined };

const internalsOf = (replica: Replica): SqliteInternals => (replica.rx.collections['persons'] as RxCollection).storageInstance.internals as SqliteInternals;

/** Rows in a statement: nearly half of the time of one a statement goes into calling it. */
const rowsAtOnce = 16;

/** RxDB's event of a new document, which is read when somebody looks at it: what was written is not held in memory for that. A class: there is one for each person of a load. */
class InsertEvent {
  readonly documentId: string;
  readonly operation = 'INSERT';
  readonly previousDocumentData = undefined;
  readonly #read: (id: string) => object;

  constructor(id: string, read: (id: string) => object) {
    this.documentId = id;
    this.#read = read;
  }

  get documentData(): object {
    return this.#read(this.documentId);
  }
}

/** True where the table of persons has exactly the columns that {@link insertPersons} fills, and nobody of `ids` is known or named twice. */
export const mayInsertPersons = (replica: Replica, { ids }: NewPersons): boolean => {
  const columns = [...internalsOf(replica).table.layout.columns.keys()].sort().join();
  if (columns !== '_deleted,_meta.lwt,district,id' || new Set(ids).size !== ids.length) return false;
  const table = documentTable(replica, 'persons');
  // Ids grow with time, and a registry is sent in the order it was written in: as a rule nobody here comes after the first of these.
  const first = ids.reduce((least, id) => (id < least ? id : least), ids[0] ?? '');
  if (!replica.db.find(`SELECT 1 FROM ${table} WHERE id >= ? LIMIT 1`, first) && !replica.db.find("SELECT 1 FROM server_version WHERE collection = 'persons' AND document >= ? LIMIT 1", first)) return true;
  const json = JSON.stringify(ids);
  return replica.db.find(`SELECT 1 FROM json_each(?) k WHERE EXISTS (SELECT 1 FROM ${table} d WHERE d.id = k.value) OR EXISTS (SELECT 1 FROM server_version v WHERE v.collection = 'persons' AND v.document = k.value) LIMIT 1`, json) === undefined;
};

/**
 * Writes new persons as RxDB would have written them, with the centre's versions, without making objects of them. Inside the caller's transaction; returns what is to be called once it is
 * committed: it tells RxDB of them (the document of an event is read when somebody looks at it, which with nobody watching nobody does).
 */
export const insertPersons = (replica: Replica, db: WritableDb, persons: NewPersons): (() => void) => {
  const { table } = internalsOf(replica);
  // Until they are searchable (`closeSearchGap`).
  replica.connection.checkpoints.spare(true);
  const [lwt, revision] = [replica.nextWriteTime(), createRevision(replica.rx.token, undefined)];
  const tail = `,"_deleted":false,"_attachments":{},"_meta":${JSON.stringify({ lwt })},"_rev":${JSON.stringify(revision)}}`;
  const district = table.layout.columns.get('district')!.name;
  const insert = (rows: number) => `INSERT INTO ${table.name} (sequence, id, deleted, lwt, ${district}, body) VALUES ${Array<string>(rows).fill('(?, ?, 0, ?, ?, CAST(? AS TEXT) || ?)').join(', ')}`;
  const bodies = Buffer.from(persons.bodies.buffer, persons.bodies.byteOffset, persons.bodies.byteLength);
  const bodyOf = (index: number): Buffer => bodies.subarray(index === 0 ? 0 : persons.ends[index - 1], persons.ends[index]);
  const [many, count] = [insert(rowsAtOnce), persons.ids.length];
  for (let at = 0; at < count; at += rowsAtOnce) {
    const values: SqlParameter[] = [];
    for (let index = at; index < Math.min(at + rowsAtOnce, count); index++) values.push(++table.lastSequence, persons.ids[index]!, lwt, persons.districts[index]!, bodyOf(index), tail);
    db.run(count - at < rowsAtOnce ? insert(count - at) : many, ...values);
  }
  addToSum(db, 'persons', persons.ids, persons.versions, persons.sum);
  const pairs = JSON.stringify(persons.ids.map((id, index) => [id, persons.versions[index]]));
  db.run("INSERT INTO server_version (collection, document, version) SELECT 'persons', value ->> 0, value ->> 1 FROM json_each(?)", pairs);
  const sequence = table.lastSequence;
  return () => {
    // Written again since, it is what was written last: the event of that follows, and says the same. RxDB looks when it has time, which may be after the end: then nobody sees what it is told.
    const read = (id: string): object => (replica.connection.database.open ? readDocuments(replica.connection, table, [id]).get(id) : undefined) ?? {};
    const events = persons.ids.map((id) => new InsertEvent(id, read));
    const last = persons.ids.at(-1);
    if (last === undefined) return;
    const bulk = { id: `bulk-${sequence}`, context: 'commit', events, checkpoint: { id: last, lwt, sequence } };
    for (const listener of table.listeners) listener.next(bulk as never);
  };
};
