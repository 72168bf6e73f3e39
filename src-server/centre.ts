import type { Instant } from '../shared/base/instant.ts';
import type { Cursor } from '../shared/sync/frame.ts';
import type { ReceiptLine } from '../shared/sync/receipt.ts';
import type { CryptoPort, KeyPair } from '../shared/sync/crypto-port.ts';
import type { CentreStore } from './store/centre-store.ts';
import type { Database } from './store/db.ts';

/** What those around the centre's logic want to hear of it: metrics, live notices, the operator's lists. It works the same without them. */
export type CentreWatch = {
  /** An envelope was answered; `isReplay`: it had been taken in before, and nothing was written. */
  readonly taken: (lines: readonly ReceiptLine[], isReplay: boolean) => void;
  /** These streams have new items, by an envelope of `device`. Committed. */
  readonly moved: (device: string, streams: readonly string[]) => void;
  readonly said: (device: string, cursors: readonly Cursor[]) => void;
  /** A device that has not what its streams say has asked where; `items`: documents that it was sent anew. */
  readonly compared: (ask: string, items: number) => void;
};

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
  readonly watch?: CentreWatch;
  /** Items that a device must be behind to be offered chunks instead of frames, where it is not the usual number. */
  readonly farBehind?: number;
  /** Files of scans and referrals are kept; a store in memory has no place for them. */
  readonly keepsFiles?: true;
};

/** What ingest, pull and sessions need: everything but the database itself, so that they run over any store. */
export type SyncCentre = Omit<Centre, 'database'>;
