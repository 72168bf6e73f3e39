import type { AppError } from '../../../shared/base/app-error.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { StreamItem } from '../../../shared/sync/frame.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { DocumentWrite } from '../store/replica.ts';
import { indexPerson } from '../store/search/person-index.ts';
import { listSettings, removeSetting } from '../store/settings.ts';
import { printOf } from '../store/suspects.ts';
import { serverVersionOf, setServerVersion } from '../store/versions.ts';
import { asidePrefix, findPutDocument } from './apply-frame.ts';

type Put = Extract<StreamItem, { k: 'put' }>;

/**
 * Takes the items that were kept aside because the program then could not read them, where this one can: the stream will not bring them again. One that is
 * older than what is here is dropped, one that still cannot be read waits on. In one transaction. Errors: those of the storage.
 */
export const reapplyAside = (host: Host): Result<void, AppError> => {
  const { replica } = getOffice(host);
  const taken = new Map<string, { readonly item: Put; readonly write: DocumentWrite }>();
  const done: string[] = [];
  for (const { name, value } of listSettings(replica.db, asidePrefix)) {
    const item = StreamItem.safeParse(value).data;
    if (item?.k !== 'put') continue;
    const key = `${item.c}/${item.i}`;
    const known = taken.get(key)?.item.v ?? serverVersionOf(replica.db, item.c, item.i);
    const write = item.v > known ? findPutDocument(replica, item) : undefined;
    if (write) taken.set(key, { item, write });
    if (write || item.v <= known) done.push(name);
  }
  if (done.length === 0) return ok();
  const applied = replica.commit({
    durability: 'full',
    documents: [...taken.values()].map(({ write }) => write),
    sql: (db) => {
      for (const { item, write } of taken.values()) {
        if (item.c === 'persons') indexPerson(db, write.document as Person);
        setServerVersion(db, item.c, item.i, item.v, printOf(item.d));
      }
      for (const name of done) removeSetting(db, name);
    },
  });
  if (applied.ok) host.log('asideReapplied', { count: taken.size });
  return applied;
};
