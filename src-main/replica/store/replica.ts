import type { RxDatabase } from 'rxdb';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import type { Connection } from './rx-storage/connection.ts';
import type { SaveFile } from './saves/save-file.ts';

/** A file kept with a document (a scan): its media type and its bytes. null takes the one of that name away. */
export type AttachmentWrite = { readonly type: string; readonly bytes: Uint8Array } | null;

/**
 * A whole new document (its `id` says which), or `{ id, deleted: true }`: the document is deleted. `attachments` by name; those not named stay as they are. Their
 * collection's schema must allow attachments.
 */
export type DocumentWrite = {
  readonly collection: string;
  readonly document: { readonly id: string; readonly [field: string]: unknown };
  readonly attachments?: Readonly<Record<string, AttachmentWrite>> | undefined;
};

/** What is saved together or not at all. `sql` runs in the same transaction, after the documents. */
export type CommitUnit = {
  /** 'full': on disk when commit returns (a user's save). 'normal': may be lost by a power cut (pulled data, which can be pulled again). */
  readonly durability: 'full' | 'normal';
  readonly documents: readonly DocumentWrite[];
  readonly sql?: (db: WritableDb) => void;
};

/** `saves`: how many were in the save file and not in the database; `torn`: later ones are there that cannot be read. */
export type MadeUp = { readonly saves: number; readonly torn: boolean };

/** The open replica. */
export type Replica = {
  /**
   * For reading: documents, live queries. The program writes through `commit` alone (the linter sees to it). What RxDB writes by itself (a migration between two schema
   * versions) is in the database and its snapshots, not in the save file: it can be made again from what is there.
   */
  readonly rx: RxDatabase;
  /** For reading outside a commit; writing goes through `commit`. */
  readonly db: ReadableDb;
  readonly commit: (unit: CommitUnit) => Result<void, AppError>;
  readonly close: () => Promise<void>;
  /** For `commit`, the checks and the snapshots alone. */
  readonly connection: Connection;
  /** The save file, where the replica has one. */
  readonly saves: SaveFile | undefined;
  /** The database file, open for reading. Nothing else in this process may open and close it: on POSIX that would drop SQLite's lock. */
  readonly handle: number;
  /** What the opening made up for from the save file. */
  readonly madeUp: MadeUp;
  /** Next `_meta.lwt` in milliseconds; never the same twice, never backwards while the process lives. */
  readonly nextWriteTime: () => number;
};
