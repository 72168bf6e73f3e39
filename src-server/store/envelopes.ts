import type { Db } from './db.ts';

/** An envelope that was taken in. `lines` is the JSON text of its receipt lines: a replay is answered with the same bytes. */
export type EnvelopeRow = {
  readonly device: string;
  readonly hash: Uint8Array;
  readonly previous: Uint8Array;
  readonly first: number;
  readonly last: number;
  readonly lines: string;
  readonly receipt: Uint8Array;
  readonly signature: Uint8Array;
};

export const findEnvelope = async (db: Db, device: string, hash: Uint8Array): Promise<EnvelopeRow | undefined> =>
  (await db.query<EnvelopeRow>('SELECT device, hash, previous, first, last, lines, receipt, signature FROM envelope WHERE device = $1 AND hash = $2', [device, hash])).rows[0];

export const insertEnvelope = async (db: Db, row: EnvelopeRow, at: string): Promise<void> => {
  await db.query(
    'INSERT INTO envelope (device, hash, previous, first, last, lines, receipt, signature, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [row.device, row.hash, row.previous, row.first, row.last, row.lines, row.receipt, row.signature, at],
  );
};
