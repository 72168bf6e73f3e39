import { replicaCollections } from '../store/collections/replica-collections.ts';
import type { ReplicaSettings } from '../store/open-replica.ts';
import type { Host } from './host-parts.ts';

/** How this laptop's replica is opened: with its save file and its snapshots. */
export const replicaSettings = (host: Host, key: Uint8Array): ReplicaSettings => ({
  file: host.files.replica,
  key,
  collections: replicaCollections,
  now: host.clock.now,
  keep: { folders: { journal: host.files.journal, snapshots: host.files.snapshots }, random: host.ids.random },
});
