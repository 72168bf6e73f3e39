import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listSegments, readSegments } from '../saves/read-segments.ts';

/** A verified snapshot: its file, the newest save in it, when it was taken (milliseconds since 1970), the replica's schema number, its size. */
export type SnapshotFile = { readonly name: string; readonly sequence: number; readonly at: number; readonly schema: number; readonly bytes: number };

/** Where the files beside the database lie: segments of the save file, snapshots. */
export type KeepFolders = { readonly journal: string; readonly snapshots: string };

const pattern = /^snapshot-(\d{12})-(\d{13})-(\d{4})\.db$/;
const kept = 3;

/** The name says what must be known before anybody has given a password. */
export const snapshotName = ({ sequence, at, schema }: Omit<SnapshotFile, 'name' | 'bytes'>): string =>
  `snapshot-${String(sequence).padStart(12, '0')}-${String(Math.round(at)).padStart(13, '0')}-${String(schema).padStart(4, '0')}.db`;

/** The snapshots of a folder, newest first. */
export const listSnapshots = (folder: string): SnapshotFile[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .flatMap((name) => {
      const [, sequence, at, schema] = pattern.exec(name) ?? [];
      return sequence === undefined ? [] : [{ name, sequence: Number(sequence), at: Number(at), schema: Number(schema), bytes: statSync(join(folder, name)).size }];
    })
    .sort((a, b) => b.sequence - a.sequence || b.at - a.at);

/** How many journal entries the save file holds after `sequence`; told without a key. */
export const countEntriesAfter = (journal: string, sequence: number): number => {
  const entries = new Map<number, number>();
  for (const segment of readSegments(journal, sequence)) for (const frame of segment.frames) if (frame.sequence > sequence) entries.set(frame.sequence, frame.entries);
  return [...entries.values()].reduce((sum, count) => sum + count, 0);
};

/**
 * Keeps the newest three snapshots, and of the save file what comes after the oldest of them: should a snapshot turn out to be bad, the one before it still leads
 * to today. To be called after a snapshot was verified.
 */
export const pruneKept = ({ journal, snapshots }: KeepFolders): void => {
  const all = listSnapshots(snapshots);
  for (const { name } of all.slice(kept)) rmSync(join(snapshots, name), { force: true });
  const oldest = all[kept - 1];
  if (!oldest) return;
  const segments = listSegments(journal);
  for (const [at, { name }] of segments.entries()) if ((segments[at + 1]?.first ?? Infinity) <= oldest.sequence + 1) rmSync(join(journal, name), { force: true });
};
