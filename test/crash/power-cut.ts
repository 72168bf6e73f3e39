import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Operation } from './trace.ts';

/** What becomes of writes that were not synced: none is there, all are, some are (in no order), or parts of them by sectors of 512 or 4096 bytes. */
export const cutKinds = ['dropped', 'kept', 'reordered', 'torn-512', 'torn-4096'] as const;
export type CutKind = (typeof cutKinds)[number];

/** The files of a folder before the load, by their number in the trace. */
export type FilesBefore = ReadonlyMap<number, { readonly path: string; readonly bytes: Buffer }>;

type Content = { bytes: Buffer; length: number };

const grow = (content: Content, length: number): void => {
  if (length > content.bytes.length) {
    const larger = Buffer.alloc(Math.max(length, content.bytes.length * 2));
    content.bytes.copy(larger, 0, 0, content.length);
    content.bytes = larger;
  }
  content.length = Math.max(content.length, length);
};

const write = (content: Content, at: number, bytes: Buffer): void => {
  grow(content, at + bytes.length);
  bytes.copy(content.bytes, at);
};

const truncate = (content: Content, length: number): void => {
  content.bytes.fill(0, Math.min(length, content.length), content.bytes.length);
  grow(content, length);
  content.length = length;
};

/** The sectors of a write that made it to the disk. */
const writeTorn = (content: Content, at: number, bytes: Buffer, sector: number, chance: () => number): void => {
  for (let from = at; from < at + bytes.length; ) {
    const end = Math.min(at + bytes.length, (Math.floor(from / sector) + 1) * sector);
    if (chance() < 0.5) write(content, from, bytes.subarray(from - at, end - at));
    from = end;
  }
};

/**
 * The files as a power cut leaves them after the first `count` operations: of each file, everything up to its last sync is there; of what came after it, what
 * `kind` says. Names (made, renamed, removed) hold once their folder was synced, and before that as chance will have it ('dropped': not, 'kept': they do).
 */
export const filesAfterCut = (before: FilesBefore, operations: readonly Operation[], count: number, kind: CutKind, chance: () => number): Map<string, Buffer> => {
  const done = operations.slice(0, count);
  const lastSync = new Map<number, number>();
  const lastFolderSync = new Map<string, number>();
  done.forEach((operation, at) => {
    if (operation.kind === 'sync') lastSync.set(operation.file, at);
    if (operation.kind === 'syncFolder') lastFolderSync.set(operation.path, at);
  });
  const contents = new Map<number, Content>([...before].map(([file, { bytes }]) => [file, { bytes: Buffer.from(bytes), length: bytes.length }]));
  const names = new Map<string, number>([...before].map(([file, { path }]) => [path, file]));
  const lucky = () => kind === 'kept' || (kind !== 'dropped' && chance() < 0.5);
  const sector = kind === 'torn-512' ? 512 : kind === 'torn-4096' ? 4096 : undefined;

  done.forEach((operation, at) => {
    if (operation.kind === 'write' || operation.kind === 'truncate') {
      const content = contents.get(operation.file) ?? { bytes: Buffer.alloc(0), length: 0 };
      contents.set(operation.file, content);
      const synced = at < (lastSync.get(operation.file) ?? -1);
      if (operation.kind === 'truncate') {
        if (synced || lucky()) truncate(content, operation.length);
      } else if (synced || kind === 'kept' || (kind === 'reordered' && chance() < 0.5)) write(content, operation.at, operation.bytes);
      else if (sector !== undefined) writeTorn(content, operation.at, operation.bytes, sector, chance);
    } else if (operation.kind === 'create' || operation.kind === 'rename' || operation.kind === 'unlink') {
      // A file that was synced is found by its name on the file systems in use (ext4, xfs, NTFS), even without a sync of its folder.
      const made = operation.kind === 'create' && at < (lastSync.get(operation.file) ?? -1);
      if (!made && at > (lastFolderSync.get(dirname(operation.path)) ?? -1) && !lucky()) return;
      if (operation.kind === 'rename' && names.get(operation.from) === operation.file) names.delete(operation.from);
      if (operation.kind === 'unlink') names.delete(operation.path);
      else names.set(operation.path, operation.file);
    }
  });
  return new Map([...names].map(([path, file]) => {
    const content = contents.get(file);
    return [path, content ? content.bytes.subarray(0, content.length) : Buffer.alloc(0)];
  }));
};

/** Writes such files, moved from folder `from` to folder `to`. */
export const layOut = (files: ReadonlyMap<string, Buffer>, from: string, to: string): void => {
  for (const [path, bytes] of files) {
    const target = to + path.slice(from.length);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
};
