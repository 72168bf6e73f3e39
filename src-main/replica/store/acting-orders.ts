import type { SignedStatement } from '../../../shared/sync/staff-statement.ts';
import type { ReadableDb, WritableDb } from './db.ts';

type Row = SignedStatement & { readonly told: number };

/** Every statement about an acting supervisor that is here; `told`: whether the centre has it. */
export const listActing = (db: ReadableDb): (SignedStatement & { readonly told: boolean })[] =>
  db.list<Row>('SELECT bytes, signature, told FROM acting_order ORDER BY hash').map(({ bytes, signature, told }) => ({ bytes, signature, told: told === 1 }));

/** Keeps one under the hash of its bytes. What the centre has said is told for good, and stands under the centre's signature. */
export const putActing = (db: WritableDb, hash: string, { bytes, signature }: SignedStatement, told: boolean): void => {
  db.run(
    'INSERT INTO acting_order (hash, bytes, signature, told) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET signature = excluded.signature, told = 1 WHERE excluded.told = 1',
    hash, bytes, signature, told ? 1 : 0,
  );
};

/** After a restore of the centre: it may have lost any of them. */
export const untellActing = (db: WritableDb): void => {
  db.run('UPDATE acting_order SET told = 0');
};
