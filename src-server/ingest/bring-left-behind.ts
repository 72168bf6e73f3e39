import { versionAfter } from '../../shared/sync/merge-entry.ts';
import type { Centre } from '../centre.ts';
import { tablesOf } from '../store/centre-store.ts';
import { inTransaction } from '../store/db.ts';
import type { DocumentKey } from '../store/documents.ts';
import { listExtractsBehind, listLeftBehind } from '../store/left-behind.ts';
import { getSetting } from '../store/settings.ts';
import { putItems } from '../store/stream-items.ts';
import { keyOf } from './workspace.ts';

const slice = 500;

/** What may have stayed behind, by the setting that says that it was brought: decisions and scans (`follow-case.ts`), extracts (`follow-person.ts`). */
const leftBehind = { leftBehindBrought: listLeftBehind, extractsOfMergedBrought: listExtractsBehind } as const;

/**
 * Cases that were given away before the centre knew what goes along with them: the districts that have them get it now. Once for a database, in slices, each a transaction; ended in
 * between, or begun by two servers at once, it goes on from what is there.
 */
export const bringLeftBehind = async (centre: Pick<Centre, 'database' | 'epoch'>): Promise<void> => {
  for (const setting of ['leftBehindBrought', 'extractsOfMergedBrought'] as const) await bringOnce(centre, setting);
};

const bringOnce = async ({ database, epoch }: Pick<Centre, 'database' | 'epoch'>, setting: keyof typeof leftBehind): Promise<void> => {
  if ((await database.pool.query('SELECT FROM setting WHERE key = $1', [setting])).rowCount) return;
  const wanted = [...new Map((await leftBehind[setting](database.pool)).map(({ collection, id }) => [keyOf(collection, id), { collection, id }])).values()];
  const bring = (keys: readonly DocumentKey[]) =>
    inTransaction(database, async (db) => {
      const tables = tablesOf(db);
      const documents = await tables.lockDocuments(keys);
      // A case may have been given away meanwhile: whoever does that waits for these documents now. What another server has brought is there.
      const still = Map.groupBy(await leftBehind[setting](db, keys.map(({ id }) => id)), ({ collection, id }) => keyOf(collection, id));
      const joining = documents.flatMap((document) => {
        const areas = (still.get(keyOf(document.collection, document.id)) ?? []).map(({ area }) => area);
        // Under a new version, as in `join-areas.ts`: one of them may have had it before.
        return areas.length === 0 ? [] : [{ document: { ...document, version: versionAfter(document.version, epoch), areas: [...document.areas, ...areas], created: false, stored: document.body }, areas }];
      });
      await tables.saveDocuments(joining.map(({ document }) => document));
      await tables.saveAreas(joining.map(({ document }) => document));
      const items = joining.flatMap(({ document, areas }) => putItems(document, areas));
      if (items.length > 0) await tables.appendItems(epoch, items);
    });
  for (let at = 0; at < wanted.length; at += slice) await bring(wanted.slice(at, at + slice));
  await getSetting(database.pool, setting, () => true);
};
