import { err, ok } from '../../shared/base/result.ts';
import { writableDbOf, type SqlParameter, type WritableDb } from '../../src-main/replica/store/db.ts';
import { migrate } from '../../src-main/replica/store/migrate.ts';
import { allMigrations } from '../../src-main/replica/store/migrations/all-migrations.ts';
import type { CommitUnit, Replica } from '../../src-main/replica/store/replica.ts';
import { casesSchema } from '../../src-main/replica/store/collections/cases-schema.ts';
import { holderOf, isShelf, shelfCollection, shelfColumns } from '../../src-main/replica/store/collections/shelf.ts';
import { openConnection, type Connection } from '../../src-main/replica/store/rx-storage/connection.ts';
import { isDue, SimulatedCrash, type CrashPoint } from './crash.ts';
import { createKeptReads } from './kept-reads.ts';

type Statement = readonly [sql: string, parameters: readonly SqlParameter[]];
type Logged = { readonly durability: CommitUnit['durability']; readonly statements: readonly Statement[] };

/** The laptop's disk in memory. The replica is the port; behind it run the product's own SQL functions, on SQLite in memory with a log of commits. */
export type MemoryDisk = {
  /** The replica as one run of the program sees it; every one handed out before is dead. */
  readonly open: () => Replica;
  crashAt: CrashPoint | undefined;
  /** Commits that still find the disk full. */
  fullFor: number;
  /** Ends the running program. A power cut (`keep` < 1) drops what was not synced, from some place on: a log is lost from its end. */
  readonly crash: (power: boolean, keep: number) => number;
  readonly reset: () => void;
  readonly close: () => void;
};

const collections = ['persons', 'cases', 'batches', shelfCollection] as const;
const nameOf = (collection: string) => `memory_${holderOf(collection)}`;
/** What RxDB keeps in columns of their own, which read models ask for by name. */
const columnsOf = (collection: (typeof collections)[number]): readonly string[] => (collection === shelfCollection ? shelfColumns : collection === 'cases' ? (casesSchema.indexes ?? []).map(String) : []);
const layoutOf = (collection: (typeof collections)[number]) => ({ columns: new Map(columnsOf(collection).map((name) => [name, { name }])) });

/** The search index and the figures of the registry: no part of what is simulated here, and a third of the cost. */
const searchTable = /\b(person_key|person_words|name_word|name_part|merged_person|person_disability|search_gap)/;
const isSearch = (sql: string) => searchTable.test(sql);

/** What a statement is, read off its text once. */
type StatementKind = { readonly search: boolean; readonly setting: boolean; readonly writes: boolean; readonly table: string | undefined };
const kinds = new Map<string, StatementKind>();
const kindOf = (sql: string): StatementKind => {
  const known = kinds.get(sql);
  if (known) return known;
  const made = { search: isSearch(sql), setting: /\bsetting\b/.test(sql), writes: /^\s*(INSERT|UPDATE|DELETE)/i.test(sql), table: /^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+(\w+)/i.exec(sql)?.[1] };
  kinds.set(sql, made);
  return made;
};

/** Settings are read and written twenty times in a sync: what the product's own four statements do is done in a map, and the table is brought up to it when anything else asks for it. */
const settingQuery = 'SELECT value FROM setting WHERE name = ?';
const settingsQuery = 'SELECT name, value FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name';
const settingWrite = 'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value';
const settingRemoval = 'DELETE FROM setting WHERE name = ?';

const deleteOf = (collection: string) => `UPDATE ${nameOf(collection)} SET deleted = 1 WHERE id = ?`;
const insertOf = (collection: string) => `INSERT OR REPLACE INTO ${nameOf(collection)} (id, deleted, body) VALUES (?, 0, ?)`;

const openTables = (): { connection: Connection; db: WritableDb; tables: string[] } => {
  const connection = openConnection({ filename: ':memory:' });
  const migrated = migrate(connection, allMigrations);
  if (!migrated.ok) throw new Error('the migrations do not fit');
  for (const name of collections) connection.database.exec(`CREATE TABLE ${nameOf(name)} (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, deleted INTEGER NOT NULL, body TEXT NOT NULL${columnsOf(name).map((column) => `, ${column} TEXT AS (body ->> '$.${column}')`).join('')}) STRICT`);
  // Nobody in a history takes in a file; a laptop that is revoked looks for those that it alone has.
  connection.database.exec('CREATE TABLE rx_attachment (number INTEGER PRIMARY KEY, rx_table INTEGER, document TEXT, attachment TEXT, digest TEXT) STRICT; CREATE TABLE rx_attachment_chunk (attachment INTEGER, bytes BLOB) STRICT');
  const tables = connection.database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name = 'receipt'").all() as { name: string }[];
  return { connection, db: writableDbOf(connection), tables: tables.map((table) => table.name) };
};

export const createMemoryDisk = (): MemoryDisk => {
  const { connection, db, tables } = openTables();
  let [log, alive]: [Logged[], object] = [[], {}];
  const names = new Set(tables);
  const reads = createKeptReads(names);
  const settings = new Map<string, string>();
  /** What the running commit has changed of them. */
  let undo: (readonly [name: string, before: string | undefined])[] = [];
  let isTableOld = false;
  const touched = new Set<string | undefined>();
  const setSetting = (name: string, value: string | undefined) => {
    isTableOld = true;
    if (value === undefined) settings.delete(name);
    else settings.set(name, value);
  };
  const writeSettings = () => {
    if (!isTableOld) return;
    isTableOld = false;
    connection.prepare('DELETE FROM setting').run();
    for (const [name, value] of settings) connection.prepare(settingWrite).run(name, value);
    reads.wrote('setting');
  };
  const wrote = (sql: string) => {
    const { table, setting } = kindOf(sql);
    if (setting) throw new Error(`the simulator does not know this statement about settings: ${sql}`);
    const known = table !== undefined && names.has(table) ? table : undefined;
    touched.add(known);
    reads.wrote(known);
  };
  const empty = () => {
    settings.clear();
    isTableOld = true;
    for (const table of tables) {
      if (table === 'setting' || isSearch(table) || !(touched.has(table) || touched.has(undefined))) continue;
      connection.prepare(`DELETE FROM ${table}`).run();
      reads.wrote(table);
    }
    touched.clear();
  };
  const find = (sql: string, ...parameters: SqlParameter[]): unknown => {
    const kind = kindOf(sql);
    if (kind.search) return undefined;
    if (sql === settingQuery) {
      const value = settings.get(String(parameters[0]));
      return value === undefined ? undefined : { value };
    }
    if (kind.setting) writeSettings();
    return kind.writes ? db.find(sql, ...parameters) : reads.read('find', sql, parameters, () => db.find(sql, ...parameters));
  };
  const list = <Row>(sql: string, ...parameters: SqlParameter[]): Row[] => {
    // Names are ASCII: here and in SQLite they come in one order.
    if (sql === settingsQuery) return [...settings].filter(([name]) => name.startsWith(String(parameters[1]))).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({ name, value }) as Row);
    if (kindOf(sql).setting) writeSettings();
    return reads.read('list', sql, parameters, () => db.list(sql, ...parameters)) as Row[];
  };
  const run = (sql: string, ...parameters: SqlParameter[]): number => {
    if (sql === settingWrite || sql === settingRemoval) {
      const name = String(parameters[0]);
      const before = settings.get(name);
      undo.push([name, before]);
      setSetting(name, sql === settingWrite ? String(parameters[1]) : undefined);
      return sql === settingWrite || before !== undefined ? 1 : 0;
    }
    wrote(sql);
    return db.run(sql, ...parameters);
  };
  const replay = () => {
    empty();
    for (const { statements } of log) for (const [sql, parameters] of statements) if (!kindOf(sql).search) run(sql, ...parameters);
  };

  const open = (): Replica => {
    const life = (alive = {});
    const ensureAlive = () => {
      if (alive !== life) throw new SimulatedCrash('a dead program touched the disk');
    };
    const reading = { ...db, find: (sql: string, ...parameters: SqlParameter[]) => (ensureAlive(), find(sql, ...parameters)), list: (sql: string, ...parameters: SqlParameter[]) => (ensureAlive(), list(sql, ...parameters)) } as WritableDb;
    const commit = (unit: CommitUnit): ReturnType<Replica['commit']> => {
      ensureAlive();
      if (disk.fullFor > 0) {
        disk.fullFor -= 1;
        return err({ type: 'StorageFull' });
      }
      const dies = isDue(disk.crashAt) ? disk.crashAt?.when : undefined;
      if (dies === 'before') throw new SimulatedCrash('before a commit of the laptop');
      const statements: Statement[] = [];
      const writing: WritableDb = {
        ...db,
        find: <Row>(sql: string, ...parameters: SqlParameter[]) => {
          if (!kindOf(sql).writes || kindOf(sql).search) return find(sql, ...parameters) as Row | undefined;
          statements.push([sql, parameters]);
          wrote(sql);
          return find(sql, ...parameters) as Row | undefined;
        },
        list,
        run: (sql, ...parameters) => {
          if (kindOf(sql).search) return 0;
          statements.push([sql, parameters]);
          return run(sql, ...parameters);
        },
      };
      try {
        undo = [];
        connection.transaction(() => {
          for (const { collection, document } of unit.documents) {
            if (document['deleted'] === true) writing.run(deleteOf(collection), document.id);
            else writing.run(insertOf(collection), document.id, JSON.stringify(isShelf(collection) ? { ...document, shelf: collection } : document));
          }
          unit.sql?.(writing);
        });
      } catch (error) {
        for (const [name, before] of undo.reverse()) setSetting(name, before);
        reads.wrote(undefined);
        throw error;
      }
      log.push({ durability: unit.durability, statements });
      if (dies === 'after') throw new SimulatedCrash('after a commit of the laptop');
      return ok();
    };
    const rx = { collections: Object.fromEntries(collections.map((name) => [name, { storageInstance: { internals: { table: { number: 0, name: nameOf(name), layout: layoutOf(name) } } } }])) };
    return { rx: rx as never, db: reading, commit, close: async () => undefined, connection, saves: undefined, handle: -1, madeUp: { saves: 0, torn: false }, nextWriteTime: () => 0 };
  };

  const disk: MemoryDisk = {
    open,
    crashAt: undefined,
    fullFor: 0,
    crash: (power, keep) => {
      alive = {};
      disk.crashAt = undefined;
      disk.fullFor = 0;
      const synced = log.findLastIndex((one) => one.durability === 'full') + 1;
      const kept = power ? synced + Math.floor(keep * (log.length - synced + 1)) : log.length;
      const dropped = log.length - kept;
      if (dropped > 0) {
        log = log.slice(0, kept);
        replay();
      }
      return dropped;
    },
    reset: () => {
      [log, alive] = [[], {}];
      [disk.crashAt, disk.fullFor] = [undefined, 0];
      empty();
      reads.trim();
    },
    close: () => connection.close(),
  };
  return disk;
};
