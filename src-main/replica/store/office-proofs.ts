import { toBase64url } from '../../../shared/base/base64url.ts';
import { EntryProof } from '../../../shared/sync/entry-proof.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import type { ReadableDb, WritableDb } from './db.ts';

type Signed = { readonly bytes: Uint8Array; readonly signature: Uint8Array };
type Named = { readonly number: number; readonly hash: Uint8Array };

const keyOf = ({ number, hash }: Named): string => `${number} ${toBase64url(hash)}`;

/**
 * Few of the proofs that together name all of these entries: of those that name the highest that is not named yet, the one that names most of what is left. A laptop names in each telling all that not everybody is known to have, so one of the newest
 * names almost all. What no proof names stays unproven.
 */
const coverOf = <P extends Signed>(proofs: readonly P[], rows: readonly Named[]): P[] => {
  const left = new Set(rows.toSorted((a, b) => b.number - a.number).map(keyOf));
  const naming = new Map<string, { readonly proof: P; readonly keys: readonly string[] }[]>();
  for (const proof of proofs) {
    const keys = (findMessage(EntryProof, proof.bytes)?.entries ?? []).map(([number, hash]) => `${number} ${hash}`).filter((key) => left.has(key));
    for (const key of keys) naming.set(key, [...(naming.get(key) ?? []), { proof, keys }]);
  }
  const chosen: P[] = [];
  for (const key of left) {
    const counted = (naming.get(key) ?? []).map((one) => ({ ...one, count: one.keys.filter((other) => left.has(other)).length }));
    const best = counted.reduce<(typeof counted)[number] | undefined>((found, one) => (found && found.count >= one.count ? found : one), undefined);
    if (!best) continue;
    chosen.push(best.proof);
    for (const named of best.keys) left.delete(named);
  }
  return chosen;
};

const listProofs = (db: ReadableDb, device: string): Signed[] => db.list<Signed>('SELECT bytes, signature FROM office_proof WHERE device = ? ORDER BY last', device);

/** What another laptop signed of its entries up to `last`, to show to the centre with them. */
export const putProof = (db: WritableDb, device: string, last: number, { bytes, signature }: Signed): void => {
  db.run('INSERT INTO office_proof (device, last, bytes, signature) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', device, last, bytes, signature);
};

/** The proofs to show with these entries of another laptop: few that name them all. */
export const proofsFor = (db: ReadableDb, device: string, rows: readonly Named[]): Signed[] => coverOf(listProofs(db, device), rows);

/** Keeps few that name all of its entries that are open; the others go. */
export const dropProofs = (db: WritableDb, device: string): void => {
  const proofs = listProofs(db, device);
  if (proofs.length === 0) return;
  const kept = new Set(coverOf(proofs, db.list<Named>('SELECT number, hash FROM office_entry WHERE device = ? AND ended = 0', device)));
  for (const proof of proofs) if (!kept.has(proof)) db.run('DELETE FROM office_proof WHERE device = ? AND signature = ?', device, proof.signature);
};
