import type { Centre } from '../centre.ts';
import { tablesOf } from '../store/centre-store.ts';
import { inTransaction } from '../store/db.ts';
import { listLeftBehind, type WantedThere } from '../store/documents.ts';
import { listExtractsBehind } from '../store/person-documents.ts';
import { getSetting } from '../store/settings.ts';
import { putItems } from '../store/stream-items.ts';

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

const keyOfArea = ({ collection, id, area }: WantedThere): string => `${collection}/${id}/${area}`;

const bringOnce = async ({ database, epoch }: Pick<Centre, 'database' | 'epoch'>, setting: keyof typeof leftBehind): Promise<void> => {
  if ((await database.pool.query('SELECT FROM setting WHERE key = $1', [setting])).rowCount) return;
  const bring = () =>
    inTransaction(database, async (db) => {
      const tables = tablesOf(db);
      const seen = await leftBehind[setting](db, slice);
      const documents = await tables.lockDocuments([...new Map(seen.map(({ collection, id }) => [`${collection}/${id}`, { collection, id }])).values()]);
      // A case may have been given away until then: whoever does that waits for these documents now. What another server has brought meanwhile is there.
      const still = new Set((await leftBehind[setting](db, 1_000_000, documents.map(({ id }) => id))).map(keyOfArea));
      const found = seen.filter((one) => still.has(keyOfArea(one)));
      const joining = documents.flatMap((document) => {
        const areas = found.filter(({ collection, id, area }) => collection === document.collection && id === document.id && !document.areas.includes(area)).map(({ area }) => area);
        return areas.length === 0 ? [] : [{ document: { ...document, areas: [...document.areas, ...areas] }, areas }];
      });
      await tables.saveAreas(joining.map(({ document }) => document));
      const items = joining.flatMap(({ document, areas }) => putItems(document, areas));
      if (items.length > 0) await tables.appendItems(epoch, items);
      return seen.length;
    });
  while ((await bring()) > 0);
  await getSetting(database.pool, setting, () => true);
};
