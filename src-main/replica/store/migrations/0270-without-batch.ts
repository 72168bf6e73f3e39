import type { Migration } from '../migrate.ts';

/** Own entries that the centre has answered for and of whose batch nothing is known here: few, and looked for at every handshake. */
export const withoutBatch: Migration = {
  number: 270,
  up: (db) => {
    db.script('CREATE INDEX journal_without_batch ON journal (number) WHERE receipt IS NOT NULL AND batch IS NULL;');
  },
};
