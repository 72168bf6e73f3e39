import type { ReadableDb, WritableDb } from './db.ts';

/** An entry that the centre put aside and about which nobody has decided. */
export type AsideEntry = { readonly number: number; readonly collection: string; readonly document: string; readonly bytes: Uint8Array; readonly author: string; readonly command: string; readonly at: string; readonly why: string | null };

/** Entries put aside that wait for a person, by number; those of one document where it is named. What a move or a decided dispute has ended waits for nobody. */
export const listAside = (db: ReadableDb, document?: string): AsideEntry[] =>
  db.list<AsideEntry>(
    `SELECT number, collection, document, bytes, author, command, at, why FROM journal WHERE result = 'quarantined' AND settled = 0 AND resolved IS NULL${document === undefined ? '' : ' AND document = ?'} ORDER BY number`,
    ...(document === undefined ? [] : [document]),
  );

/**
 * Ends entries that were put aside by a person's decision: they are laid over nothing any more and keep what was decided and why. `reread`: a stream that is to be read anew from its beginning, because it has the
 * centre's state of what was laid over.
 */
export const resolveAside = (db: WritableDb, numbers: readonly number[], how: 'resent' | 'discarded', reason: string, reread: string | null): void => {
  db.run("UPDATE journal SET settled = 1, resolved = ?, resolution = ? WHERE number IN (SELECT value FROM json_each(?)) AND result = 'quarantined'", how, reason, JSON.stringify(numbers));
  if (reread !== null) db.run('DELETE FROM cursor WHERE stream = ?', reread);
  db.note({ kind: 'resolved', numbers: [...numbers], how, reason, reread });
};
