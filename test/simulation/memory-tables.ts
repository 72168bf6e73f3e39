import { isDue, SimulatedCrash, type CrashPoint } from './crash.ts';

type Write = readonly [table: string, key: string, value: unknown];

/** Tables of the centre in memory: key → row, rows are replaced and never changed. Commits are durable, one transaction runs at a time. */
export type MemoryTables = {
  readonly rows: <Row>(table: string) => ReadonlyMap<string, Row>;
  readonly put: (table: string, key: string, value: unknown) => void;
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Within a transaction: undoes what was written since `at`. */
  readonly mark: () => number;
  readonly undoTo: (at: number) => void;
  readonly backup: () => number;
  /** Everything as it was at a backup. */
  readonly restore: (backup: number) => void;
  /** Ends the running program: an open transaction is rolled back, everything it still tries fails. */
  readonly crash: () => void;
  crashAt: CrashPoint | undefined;
  /** Transactions that fail for a reason of the database (a full disk). */
  failFor: number;
};

/** `onCommit` hears of each commit at the moment it is durable, before anybody else. */
export const createMemoryTables = (onCommit: (writes: readonly Write[]) => void): MemoryTables => {
  let tables = new Map<string, Map<string, unknown>>();
  let log: Write[][] = [];
  let open: { write: Write; before: unknown }[] = [];
  let program = {};
  let last: Promise<unknown> = Promise.resolve();

  const tableOf = (name: string) => {
    const found = tables.get(name) ?? new Map<string, unknown>();
    tables.set(name, found);
    return found;
  };
  const set = ([table, key, value]: Write) => void (value === undefined ? tableOf(table).delete(key) : tableOf(table).set(key, value));
  const undoTo = (at: number) => {
    for (const { write, before } of open.splice(at).reverse()) set([write[0], write[1], before]);
  };

  const attempt = async <T>(mine: object, work: () => Promise<T>): Promise<T> => {
    const ensureAlive = () => {
      if (mine !== program) throw new SimulatedCrash('a dead server touched the store');
    };
    ensureAlive();
    try {
      const value = await work();
      ensureAlive();
      if (open.length === 0) return value;
      if (self.failFor > 0) {
        self.failFor -= 1;
        throw Object.assign(new Error('no space left'), { code: '53100' });
      }
      const dies = isDue(self.crashAt) ? self.crashAt?.when : undefined;
      if (dies === 'before') throw new SimulatedCrash('before a commit of the centre');
      const writes = open.map(({ write }) => write);
      open = [];
      log.push(writes);
      onCommit(writes);
      if (dies === 'after') throw new SimulatedCrash('after a commit of the centre');
      return value;
    } catch (error) {
      if (mine === program) undoTo(0);
      if (error instanceof SimulatedCrash && mine === program) self.crash();
      throw error;
    }
  };

  const self: MemoryTables = {
    rows: <Row>(table: string) => tableOf(table) as ReadonlyMap<string, Row>,
    put: (table, key, value) => {
      open.push({ write: [table, key, value], before: tableOf(table).get(key) });
      set([table, key, value]);
    },
    run: (work) => {
      const mine = program;
      const turn = last.then(() => attempt(mine, work));
      last = turn.catch(() => undefined);
      return turn;
    },
    mark: () => open.length,
    undoTo,
    backup: () => log.length,
    restore: (backup) => {
      self.crash();
      log = log.slice(0, backup);
      tables = new Map();
      for (const writes of log) for (const write of writes) set(write);
    },
    crash: () => {
      undoTo(0);
      program = {};
      self.crashAt = undefined;
      self.failFor = 0;
    },
    crashAt: undefined,
    failFor: 0,
  };
  return self;
};
