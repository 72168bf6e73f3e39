import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBase64urlBytes, toBase64url } from '../shared/base/base64url.ts';
import type { AppError } from '../shared/base/app-error.ts';
import { ok, type Result } from '../shared/base/result.ts';
import { parseKatoTable } from '../shared/domain/kato.ts';
import type { Centre } from './centre.ts';
import { bringLeftBehind } from './ingest/bring-left-behind.ts';
import { newId, newSecret } from './platform/chance.ts';
import { milliseconds, now } from './platform/clock.ts';
import { keyPairOf, nodeCrypto } from './platform/crypto.ts';
import { postgresStore } from './store/centre-store.ts';
import { openDatabase } from './store/db.ts';
import { migrate } from './store/migrate.ts';
import { getSetting } from './store/settings.ts';

const katoFile = join(import.meta.dirname, '../resources/reference/kato-2024.tsv');

/** КАТО codes of the districts and cities that exist. */
export const readDistricts = (): ReadonlySet<string> =>
  new Set(parseKatoTable(readFileSync(katoFile, 'utf8')).filter((area) => area.level === 2 && area.to === null).map((area) => area.kato));

/**
 * The centre over the database at `url`, migrated. Its keys are made at the first start and kept in the database, so that several servers share
 * them. In production the signing key belongs in a hardware module and the reading key in a secret store: only `keys` here would change.
 */
export const openCentre = async (url: string, onLost: (error: Error) => void): Promise<Result<Centre, AppError>> => {
  const database = openDatabase(url, onLost);
  const migrated = await migrate(database);
  if (!migrated.ok) {
    await database.close();
    return migrated;
  }
  const secret = async (key: string) => findBase64urlBytes(await getSetting(database.pool, key, () => toBase64url(newSecret(32))))!;
  const keys = { sign: keyPairOf('Ed25519', await secret('signKey')), read: keyPairOf('X25519', await secret('readKey')) };
  const epoch = await getSetting(database.pool, 'epoch', () => 1);
  await bringLeftBehind({ database, epoch });
  return ok({ database, store: postgresStore(database), crypto: nodeCrypto, keys, epoch, districts: readDistricts(), now, milliseconds, newId, newSecret, keepsFiles: true });
};
