import type { Instant } from '../../../shared/base/instant.ts';
import type { CollectionName } from '../../../shared/domain/collection.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { AsideReason } from '../../../shared/ipc/rows.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { listAside } from '../store/resolve-aside.ts';
import { asideWays } from './aside-ways.ts';
import { staffNames } from './staff-names.ts';

/** By what a person knows a record: the number of what has one, a name. */
export const labelOf = (host: Host, collection: CollectionName, id: string): string => {
  const found = findDocument(getOffice(host).replica, collection, id) as { readonly number?: string; readonly lastNameKk?: string; readonly firstNameKk?: string } | undefined;
  return found?.number ?? [found?.lastNameKk, found?.firstNameKk].filter(Boolean).join(' ');
};

/** aside.list: records of which the centre put something aside, newest first, with the reason and what can be done. */
export const readAside = (host: Host): OutputOf<'aside.list'> => {
  const { db } = getOffice(host).replica;
  const names = staffNames(db);
  const groups = [...Map.groupBy(listAside(db), ({ collection, document }) => `${collection}/${document}`)];
  return {
    rows: groups.map(([id, entries]) => {
      const root = entries.find(({ why }) => why !== 'builtOnAside') ?? entries[0]!;
      return {
        id, collection: root.collection, document: root.document, label: labelOf(host, root.collection as CollectionName, root.document), numbers: entries.map(({ number }) => number), commands: [...new Set(entries.map(({ command }) => command))],
        byName: names.get(root.author) ?? '', at: root.at as Instant, why: AsideReason.safeParse(root.why).data ?? null, ways: asideWays(db, entries),
      };
    }).reverse(),
  };
};
