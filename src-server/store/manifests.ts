import type { Db } from './db.ts';

/** A verified manifest: the evidence of who released what. */
export type ManifestRow = { readonly hash: Uint8Array; readonly batch: string; readonly signedBy: string; readonly first: number; readonly last: number; readonly bytes: Uint8Array; readonly signature: Uint8Array };

export const insertManifest = async (db: Db, device: string, row: ManifestRow): Promise<void> => {
  await db.query(
    'INSERT INTO manifest (device, hash, batch, signed_by, first, last, bytes, signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING',
    [device, row.hash, row.batch, row.signedBy, row.first, row.last, row.bytes, row.signature],
  );
};

/** Manifests kept of a device among whose entries these may be, each signed as it came. */
export const listManifestsOf = async (db: Db, device: string, numbers: readonly number[]): Promise<{ bytes: Uint8Array; signature: Uint8Array }[]> =>
  (await db.query<{ bytes: Uint8Array; signature: Uint8Array }>('SELECT bytes, signature FROM manifest m WHERE device = $1 AND EXISTS (SELECT FROM unnest($2::bigint[]) AS w (number) WHERE w.number BETWEEN m.first AND m.last) ORDER BY first, batch', [device, numbers])).rows;

/** Manifests kept before that speak of entries from `first` to `last`: a great batch comes in several envelopes. */
export const listManifests = async (db: Db, device: string, first: number, last: number): Promise<Uint8Array[]> =>
  (await db.query<{ bytes: Uint8Array }>('SELECT bytes FROM manifest WHERE device = $1 AND first <= $3 AND last >= $2', [device, first, last])).rows.map((row) => row.bytes);
