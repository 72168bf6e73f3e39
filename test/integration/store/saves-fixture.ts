import { join } from 'node:path';
import { expect } from 'vitest';
import { createCrypto } from '../../../src-main/replica/platform/crypto.ts';
import { createIds } from '../../../src-main/replica/platform/ids.ts';
import { appendEntry } from '../../../src-main/replica/store/journal.ts';
import type { Keep } from '../../../src-main/replica/store/open-replica.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';
import { setSetting } from '../../../src-main/replica/store/settings.ts';
import { restoreReplica } from '../../../src-main/replica/store/snapshots/restore-replica.ts';
import { takeSnapshot } from '../../../src-main/replica/store/snapshots/take-snapshot.ts';
import { testFolder, testKey } from './replica-fixture.ts';
import { replicaCollections } from '../../../src-main/replica/store/collections/replica-collections.ts';
import { createClock } from '../../../src-main/replica/platform/clock.ts';

const ids = createIds(createClock(() => 1_700_000_000_000));
/** The places of a replica in a folder of its own. */
export const place = () => {
  const folder = testFolder();
  const folders = { journal: join(folder, 'journal'), snapshots: join(folder, 'snapshots') };
  const keep: Keep = { folders, random: ids.random };
  return { folder, file: join(folder, 'replica.db'), folders, keep };
};
/** Saves a case with its journal entry. */
export const save = (replica: Replica, number: number, text = `нота ${number}`) => {
  const id = `p-${number}`;
  const bytes = Buffer.from(JSON.stringify({ n: number, text }));
  return replica.commit({
    durability: 'full', documents: [{ collection: 'cases', document: { id, text } }],
    sql: (db) => {
      appendEntry(db, { number, hash: createCrypto().sha256(bytes), previous: new Uint8Array(32), collection: 'cases', document: id, bytes, author: 'a', command: 'c', at: 't' });
      setSetting(db, 'last', number);
    },
  });
};
/** Expects that it went well. */
export const must = (result: { ok: boolean }) => expect(result).toMatchObject({ ok: true });
/** Takes a snapshot. */
export const shot = (replica: Replica, folders: Keep['folders'], at: number) =>
  takeSnapshot({ connection: replica.connection, handle: replica.handle, key: testKey, folders, at, begun: () => replica.saves?.begin() });
/** Restores what lies in the place. */
export const restore = ({ file, folder, folders }: ReturnType<typeof place>, key = testKey) =>
  restoreReplica({ file, key, collections: replicaCollections, now: () => 1, folders, random: ids.random, damaged: join(folder, 'damaged'), progress: async () => undefined });
