import type { Migration } from '../migrate.ts';

/** Orders of acting supervisors and their ends as they were signed, each checked before it was put here; `told`: the centre has it. */
export const actingOrders: Migration = {
  number: 190,
  up: (db) => {
    db.script('CREATE TABLE acting_order (hash TEXT PRIMARY KEY, bytes TEXT NOT NULL, signature TEXT NOT NULL, told INTEGER NOT NULL) STRICT, WITHOUT ROWID;');
  },
};
