import type { Instant } from '../shared/base/instant.ts';
import type { CryptoPort, KeyPair } from '../shared/sync/crypto-port.ts';
import type { CentreStore } from './store/centre-store.ts';
import type { Database } from './store/db.ts';

/** Everything the centre's logic is given by the composition root (`server.ts`): nothing below reads a clock, a random source or the environment. */
export type Centre = {
  readonly database: Database;
  /** The same database as the port of ingest, pull and sessions. */
  readonly store: CentreStore;
  readonly crypto: CryptoPort;
  readonly keys: { readonly sign: KeyPair; readonly read: KeyPair };
  /** Rises when the database is restored from a backup. */
  readonly epoch: number;
  /** КАТО codes of the districts and cities that exist. */
  readonly districts: ReadonlySet<string>;
  readonly now: () => Instant;
  readonly milliseconds: () => number;
  /** A new time-ordered UUID. */
  readonly newId: () => string;
  /** Bytes that nobody can guess. */
  readonly newSecret: (count: number) => Uint8Array;
};

/** What ingest, pull and sessions need: everything but the database itself, so that they run over any store. */
export type SyncCentre = Omit<Centre, 'database'>;
