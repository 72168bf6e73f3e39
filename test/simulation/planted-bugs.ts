import { textOf } from '../../shared/base/bytes.ts';
import { ok } from '../../shared/base/result.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { ReadableDb, WritableDb } from '../../src-main/replica/store/db.ts';
import { findDocument } from '../../src-main/replica/store/documents.ts';
import type { CommitUnit, Replica } from '../../src-main/replica/store/replica.ts';
import { isTaskKind, taskKinds } from '../../shared/domain/task-kinds.ts';
import type { CentreStore, CentreTables } from '../../src-server/store/centre-store.ts';
import type { KeptItem } from './memory-store.ts';
import type { MemoryTables } from './memory-tables.ts';
import type { Wraps } from './world.ts';

const withCommit = (change: (unit: CommitUnit, commit: Replica['commit']) => ReturnType<Replica['commit']>): Wraps => ({
  replica: (replica) => ({ ...replica, commit: (unit) => change(unit, replica.commit) }),
});

/** Statements of a commit that match `skip` are not run. */
const withoutStatement = (skip: RegExp): Wraps =>
  withCommit((unit, commit) => commit({ ...unit, sql: (db) => unit.sql?.({ ...db, run: (sql, ...parameters) => (skip.test(sql) ? 0 : db.run(sql, ...parameters)) } as WritableDb) }));

/** What a query that matches finds is changed on the way. */
const withRows = (query: RegExp, change: (rows: unknown[]) => unknown[]): Wraps => ({
  replica: (replica) => ({
    ...replica,
    db: { find: replica.db.find, list: (sql: string, ...parameters: never[]) => (query.test(sql) ? change(replica.db.list(sql, ...parameters)) : replica.db.list(sql, ...parameters)) } as ReadableDb,
  }),
});

const withTables = (change: (tables: CentreTables, memory: MemoryTables) => Partial<CentreTables>): Wraps => ({
  store: (store, memory) => ({
    tables: { ...store.tables, ...change(store.tables, memory) },
    inTransaction: (work, mode) => store.inTransaction((tables) => work({ ...tables, ...change(tables, memory) }), mode),
  }),
});

/** Only for a transaction's end: its statements one by one, each for good. */
const withoutTransactions = (store: CentreStore): CentreStore => ({ ...store, inTransaction: (work) => work(store.tables) });

/** What lies on top of what is pulled (`listPendingOf`). */
const pendingQuery = /FROM journal WHERE document = \? AND collection = \? AND settled = 0/;

/** Bugs that such engines have had, each as a wrapper around a port: the simulator must find every one of them. */
export const plantedBugs: Readonly<Record<string, Wraps>> = {
  'a save is not forced to the disk': withCommit((unit, commit) => commit({ ...unit, durability: 'normal' })),
  'somebody who has left keeps their telephone': {
    replica: (replica) => ({
      ...replica,
      commit: (unit) => replica.commit({ ...unit, documents: unit.documents.map((write) => {
        const before = write.collection === 'persons' ? findDocument(replica, 'persons', write.document.id) : undefined;
        const isEmptied = before !== undefined && before.phone !== '' && (write.document as Person).phone === '' && unit.durability === 'normal';
        return isEmptied ? { ...write, document: { ...write.document, phone: before.phone } } : write;
      }) }),
    }),
  },
  'a full disk is taken for a save': withCommit((unit, commit) => {
    const saved = commit(unit);
    return saved.ok || saved.error.type !== 'StorageFull' ? saved : ok();
  }),
  'a receipt is dropped': withoutStatement(/^UPDATE journal SET receipt = \?/),
  'an entry is marked received without checking the receipt': { laptopCrypto: (crypto) => ({ ...crypto, verify: () => true }) },
  'pending work is not laid on top of what is pulled': withRows(pendingQuery, () => []),
  'what was put aside vanishes from its laptop': withRows(pendingQuery, (rows) => rows.filter((row) => (row as { result: string | null }).result !== 'quarantined')),
  'work on a case that moved away lies on top when it comes back': withoutStatement(/^UPDATE journal SET settled/),
  'the cursor is saved before the data': withCommit((unit, commit) => {
    if (unit.durability !== 'normal' || unit.documents.length === 0) return commit(unit);
    const cursor = commit({ durability: 'full', documents: [], sql: unit.sql! });
    return cursor.ok ? commit({ ...unit, sql: () => undefined }) : cursor;
  }),
  'the version of what was pulled is not noted': withoutStatement(/INTO server_version/),
  'a checksum is reckoned once and not kept up': withCommit((unit, commit) =>
    commit({ ...unit, sql: (db) => unit.sql?.({ ...db, run: (sql, ...parameters) => (/INTO stream_sum/.test(sql) && db.find('SELECT 1 FROM stream_sum WHERE collection = ?', parameters[0]!) ? 0 : db.run(sql, ...parameters)) } as WritableDb) })),
  'after a restore nothing is handed in again': withoutStatement(/^UPDATE journal SET receipt = NULL/),
  'a batch marks only its first entry': withCommit((unit, commit) =>
    commit({ ...unit, sql: (db) => unit.sql?.({ ...db, run: (sql, ...parameters) => db.run(sql, ...(/^UPDATE journal SET batch/.test(sql) ? [parameters[0]!, JSON.stringify((JSON.parse(String(parameters[1])) as number[]).slice(0, 1))] : parameters)) } as WritableDb) })),
  'a replay is applied twice': withTables((tables) => ({ findEnvelope: async () => undefined, listKnownEntries: async () => [], insertEnvelope: (row, at) => tables.insertEnvelope({ ...row, hash: Uint8Array.of(...row.hash, Math.floor(Date.parse(at) % 251)) }, at) })),
  'a sequence number is used twice': withTables((tables, memory) => ({
    appendItems: async (epoch, items) => {
      await tables.appendItems(epoch, items);
      const stream = memory.rows<{ name: string; epoch: number; seq: number }>('stream').get(items[0]!.stream)!;
      if (stream.seq % 3 === 0) memory.put('stream', stream.name, { ...stream, seq: stream.seq - 1 });
    },
  })),
  'a sequence has gaps': withTables((tables, memory) => ({
    appendItems: async (epoch, items) => {
      await tables.appendItems(epoch, items);
      const stream = memory.rows<{ name: string; epoch: number; seq: number }>('stream').get(items[0]!.stream)!;
      memory.put('stream', stream.name, { ...stream, seq: stream.seq + 1 });
    },
  })),
  'merging asks the clock alone': withTables((tables) => ({
    // Every field looks as if its last change had been seen, unless a later clock made it: the causal past is ignored.
    lockDocuments: async (keys) => (await tables.lockDocuments(keys)).map((document) => ({ ...document, fieldVersions: { fields: {}, writers: {} } })),
  })),
  'who wrote a field last is forgotten': withTables((tables) => ({ lockDocuments: async (keys) => (await tables.lockDocuments(keys)).map((document) => ({ ...document, fieldVersions: { ...document.fieldVersions, writers: {} } })) })),
  'quarantine blocks the next': withTables(() => ({
    insertQuarantined: async (_device, _at, rows) => {
      if (rows.length > 0) throw Object.assign(new Error('stuck'), { code: '53100' });
    },
  })),
  'the epoch is ignored': { ...withTables(() => ({ raiseEpoch: async () => undefined })), centre: (centre) => ({ ...centre, epoch: 1 }) },
  'what was built on an entry put aside is taken': withTables(() => ({ listBlocks: async () => [] })),
  'who registered a person is forgotten': withTables(() => ({ listEntryAreas: async () => new Map() })),
  'a step may stand in any name': withTables((tables) => ({ listAreaKeys: async (area, device) => (await tables.listAreaKeys(area, device)).flatMap((row) => [row, { ...row, name: 'x' }]) })),
  'a tombstone is dropped': withTables((tables) => ({
    appendItems: async (epoch, items) => {
      const kept = items.filter((item) => item.kind !== 'moved');
      if (kept.length > 0) await tables.appendItems(epoch, kept);
    },
  })),
  'a revoked device is not noticed': withTables((tables) => ({ lockDevice: async (id) => ({ ...(await tables.lockDevice(id))!, revoked: false }) })),
  'a machine merges what only a person may decide': withTables((tables) => ({
    lockDocuments: async (keys) => (await tables.lockDocuments(keys)).map((document) => ({ ...document, fieldVersions: { ...document.fieldVersions, fields: { ...document.fieldVersions.fields, householdId: 0 } } })),
  })),
  'a dispute is lost': withTables((tables) => ({
    saveDocuments: (documents) => tables.saveDocuments(documents.filter(({ collection }) => !isTaskKind(collection))),
    saveAreas: (documents) => tables.saveAreas(documents.filter(({ collection }) => !isTaskKind(collection))),
    appendItems: async (epoch, items) => {
      const kept = items.filter(({ collection }) => !isTaskKind(collection));
      if (kept.length > 0) await tables.appendItems(epoch, kept);
    },
  })),
  'a decision on an older state of a dispute is taken': withTables((tables) => ({
    lockDocuments: async (keys) => (await tables.lockDocuments(keys)).map((document) => (isTaskKind(document.collection) ? { ...document, fieldVersions: { fields: {}, writers: {} } } : document)),
  })),
  'a program that learns of disputes is not told of those it has missed': withTables((tables) => ({
    putDeviceKinds: async (id, kinds) => {
      await tables.putDeviceKinds(id, kinds);
      return false;
    },
  })),
  'how the dispute about its own work ended is not told to a program that could not read it': withTables((tables, memory) => ({
    listMissedTasks: async (area) => (await tables.listMissedTasks(area)).filter(({ collection, id }) => memory.rows<{ body: { status: string } }>('document').get(`${collection}/${id}`)?.body.status === 'open'),
  })),
  'an older program is held to disputes that it cannot read': withTables((tables) => ({ lockDevice: async (id) => ({ ...(await tables.lockDevice(id))!, kinds: [...taskKinds] }) })),
  'an older program is sent what it cannot read': withTables((_tables, memory) => ({
    listItems: async (_device, stream, from, limit) => [...memory.rows<KeptItem>('item').values()].filter((item) => item.stream === stream && item.seq > from).sort((a, b) => a.seq - b.seq).slice(0, limit),
  })),
  'a chunk lacks its last document': withTables((tables) => ({ listRange: async (stream, after, until) => (await tables.listRange(stream, after, until)).slice(0, -1) })),
  // A word that brings no envelope is answered with one byte: all is as the device has it.
  'on a warm link nothing new is ever said': { link: (say) => (body) => ((body[0]! & 6) === 0 ? Promise.resolve(Uint8Array.of(1)) : say(body)) },
  'a decision that was taken back is released all the same': withoutStatement(/^UPDATE journal SET settled = 1, why = 'takenBack'/),
  'a revoked laptop hands in only what was released': withRows(/^SELECT number, hash, batch, bytes FROM journal WHERE receipt IS NULL AND number > \?/, (rows) => rows.filter((row) => (row as { batch: string | null }).batch !== null)),
  'a laptop erases itself on a word that the centre did not sign': { laptopCrypto: (crypto) => ({ ...crypto, verify: (key, message, signature) => textOf(message.subarray(0, 13)) === 'tirek/revoked' || crypto.verify(key, message, signature) }) },
  'what was decided still lies over the document': withoutStatement(/^UPDATE journal SET settled = 1 WHERE number IN/),
  'areas are not kept': withTables(() => ({ saveAreas: async () => undefined })),
  'effects and receipt are not one transaction': { store: withoutTransactions },
};
