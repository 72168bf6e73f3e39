import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CollectionName } from '../../../shared/domain/collection.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import { findKeyFile } from '../../../src-main/replica/platform/key-file.ts';
import { findOpenedKeys } from '../../../src-main/replica/session/staff-keys.ts';
import { replicaCollections } from '../../../src-main/replica/store/collections/replica-collections.ts';
import { documentTable, plainDocument } from '../../../src-main/replica/store/documents.ts';
import type { JournalRow } from '../../../src-main/replica/store/journal.ts';
import type { Migration } from '../../../src-main/replica/store/migrate.ts';
import { allMigrations } from '../../../src-main/replica/store/migrations/all-migrations.ts';
import { openReplica } from '../../../src-main/replica/store/open-replica.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';

type Staff = { readonly login: string; readonly password: string };

/** Opens the replica of a laptop whose window is closed, with somebody's real password and by the app's own store; `work` looks at it. */
export const inClosedProfile = async <T>(profile: string, staff: Staff, work: (replica: Replica) => T, migrations: readonly Migration[] = allMigrations): Promise<T> => {
  const keys = findKeyFile(join(profile, 'keys.json'));
  const opened = keys && (await findOpenedKeys(keys, staff.login, staff.password));
  if (!opened) throw new Error('the password opens nothing');
  const replica = await openReplica({ file: join(profile, 'replica.db'), key: opened.dataKey, collections: replicaCollections, now: Date.now, migrations });
  if (!replica.ok) throw new Error(JSON.stringify(replica.error));
  try {
    return work(replica.value);
  } finally {
    await replica.value.close();
  }
};

export type Books = {
  readonly persons: number;
  readonly cases: number;
  readonly entries: number;
  /** Entries in a batch, and those of them that have a receipt. */
  readonly released: number;
  readonly received: number;
  /** What does not add up; empty where the books are in order. */
  readonly faults: readonly string[];
};

const journalOf = (replica: Replica): JournalRow[] => replica.db.list<JournalRow>('SELECT * FROM journal ORDER BY number');

const faultsOf = (replica: Replica, journal: readonly JournalRow[]): string[] => {
  const faults: string[] = [];
  const folded = new Map<string, Record<string, unknown>>();
  let previous = Buffer.alloc(32);
  for (const [index, row] of journal.entries()) {
    if (row.number !== index + 1) faults.push(`entry ${row.number} is at place ${index + 1}`);
    if (!previous.equals(row.previous) || !createHash('sha256').update(row.bytes).digest().equals(row.hash)) faults.push(`entry ${row.number} breaks the chain`);
    previous = Buffer.from(row.hash);
    const changes = findEntry(row.bytes)?.changes ?? {};
    const key = `${row.collection} ${row.document}`;
    const before = folded.get(key) ?? {};
    if (Object.entries(changes).every(([field, value]) => canonicalJson(value) === canonicalJson((before[field] ?? null) as never))) faults.push(`entry ${row.number} says what was said before`);
    folded.set(key, { ...before, ...changes });
  }
  for (const [key, document] of folded) {
    const [collection = '', id = ''] = key.split(' ');
    const row = replica.db.find<{ body: string }>(`SELECT body FROM ${documentTable(replica, collection as CollectionName)} WHERE id = ? AND deleted = 0`, id);
    if (!row) faults.push(`${key} is in the journal alone`);
    else if (canonicalJson({ ...document, id } as never) !== canonicalJson(plainDocument(row.body))) faults.push(`${key} is not what its entries say`);
  }
  return faults;
};

const countOf = (replica: Replica, collection: CollectionName): number =>
  replica.db.find<{ count: number }>(`SELECT count(*) AS count FROM ${documentTable(replica, collection)} WHERE deleted = 0`)?.count ?? 0;

/**
 * Documents and journal of a closed laptop, held against each other: numbers without a gap, an unbroken chain of hashes, no entry that repeats
 * another, and every document of this laptop exactly what its entries add up to.
 */
export const readBooks = (profile: string, staff: Staff): Promise<Books> =>
  inClosedProfile(profile, staff, (replica) => {
    const journal = journalOf(replica);
    const released = journal.filter((row) => row.batch !== null);
    return {
      persons: countOf(replica, 'persons'), cases: countOf(replica, 'cases'), entries: journal.length,
      released: released.length, received: released.filter((row) => row.receipt !== null).length, faults: faultsOf(replica, journal),
    };
  });
