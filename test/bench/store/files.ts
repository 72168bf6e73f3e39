import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replicaCollections } from '../../../src-main/replica/store/collections/replica-collections.ts';
import { openReplica } from '../../../src-main/replica/store/open-replica.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';

/** The key of every file a bench makes. */
export const benchKey = Uint8Array.from({ length: 32 }, (_, i) => (i * 37) % 251);

/** Runs `work` with a folder of its own, removed afterwards. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Opens a replica as the product does. Throws where it cannot. */
export const openBenchReplica = async (file: string): Promise<Replica> => {
  const opened = await openReplica({ file, key: benchKey, collections: replicaCollections, now: Date.now });
  if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.error)}`);
  return opened.value;
};
