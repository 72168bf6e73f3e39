import type { StaffId } from '../../shared/base/ids.ts';
import { putDeviceSetting } from '../../src-main/replica/session/device-setting.ts';
import type { Laptop } from './laptop.ts';
import type { MemoryTables } from './memory-tables.ts';
import { streamOf, type Reference } from './model/reference.ts';
import type { Fields } from './model/shapes.ts';

type First = { readonly key: string; readonly body: Fields; readonly areas: readonly string[] };

const uuid = (n: number) => `01890000-0000-7000-9000-${n.toString(16).padStart(12, '0')}`;

const personOf = (id: string, district: string): Fields => ({
  id, iin: null, otherIds: [], lastNameKk: 'Тест', firstNameKk: 'Адам', patronymicKk: '', lastNameRu: 'Тестов', firstNameRu: 'Адам', patronymicRu: '', birthDate: '1980-01-02', sex: 'male',
  district, settlement: '', street: '', house: '', phone: `+7799${id.slice(-7).replaceAll(/\D/g, '0')}`, householdId: null, work: [], contributions: [], disability: null, synthetic: false,
});

const caseOf = (id: string, personId: string, district: string, [by, supervisor]: readonly StaffId[], status: string): Fields => {
  const step = { by, byName: 'n', at: '2026-01-01T00:00:00.000Z' };
  return {
    id, number: id.slice(-8), personId, risk: 'risk', district, status, opened: step, handedOver: status === 'draft' ? null : step, returned: null, approved: status === 'approved' ? { ...step, by: supervisor } : null, transferred: null,
    facts: { onsetDate: null, employer: '', position: '', degreePercent: null, degreeSetOn: null, workInjury: false, note: '' },
  };
};

/** What was there before the history: a person that every district knows, one of its own, a draft, a case in review and one that is approved. */
export const firstDocuments = (districts: readonly string[], staffOf: (area: string) => readonly StaffId[]): First[] =>
  districts.flatMap((area, index) => {
    const [shared, own, draft, review, approved] = [1, 2, 3, 4, 5].map((n) => uuid(index * 16 + n)) as [string, string, string, string, string];
    return [
      { key: `persons/${shared}`, body: personOf(shared, area), areas: districts },
      { key: `persons/${own}`, body: personOf(own, area), areas: [area] },
      { key: `cases/${draft}`, body: caseOf(draft, own, area, staffOf(area), 'draft'), areas: [area] },
      { key: `cases/${review}`, body: caseOf(review, shared, area, staffOf(area), 'review'), areas: [area] },
      { key: `cases/${approved}`, body: caseOf(approved, own, area, staffOf(area), 'approved'), areas: [area] },
    ];
  });

/** Puts them into the centre as an import does, in one commit of the caller. */
export const putFirstDocuments = (tables: MemoryTables, reference: Reference, documents: readonly First[]): void => {
  const heads = new Map<string, number>();
  for (const { key, body, areas } of documents) {
    const [collection, id] = key.split('/') as [string, string];
    tables.put('document', key, { collection, id, version: 1, body, fieldVersions: { fields: {}, writers: {} } });
    tables.put('documentArea', key, [...areas].sort());
    for (const stream of areas.map((area) => streamOf(area, key))) {
      const seq = (heads.get(stream) ?? 0) + 1;
      heads.set(stream, seq);
      tables.put('stream', stream, { name: stream, epoch: 1, seq });
      tables.put('item', `${stream}#${seq}`, { stream, seq, kind: 'put', collection, document: id, version: 1, item: JSON.stringify({ k: 'put', c: collection, i: id, v: 1, d: body }) });
      reference.began({ stream, seq, key, kind: 'put', version: 1, body }, areas);
    }
  }
};

/** Puts them onto a laptop that has synced before the history began. `hasLooked`: it looked through its documents then, and need not do so in the history. */
export const loadLaptop = (laptop: Laptop, documents: readonly First[], hasLooked: boolean): void => {
  const { area } = laptop.identity;
  const here = documents.filter((document) => document.areas.includes(area));
  // Not within the commit, which a twin does a second time.
  const looked = hasLooked ? { at: laptop.host().clock.now(), place: null } : undefined;
  const saved = laptop.host().office!.replica.commit({
    durability: 'full',
    documents: here.map(({ key, body }) => ({ collection: key.split('/')[0]!, document: body as never })),
    sql: (db) => {
      for (const { key } of here) db.run('INSERT INTO server_version (collection, document, version) VALUES (?, ?, 1)', ...(key.split('/') as [string, string]));
      for (const sensitivity of ['registry', 'casework']) db.run('INSERT INTO cursor (stream, epoch, seq) VALUES (?, 1, ?)', `${area}/${sensitivity}`, here.filter(({ key }) => streamOf(area, key).endsWith(sensitivity)).length);
      putDeviceSetting(db, 'sync.epoch', 1);
      if (looked) putDeviceSetting(db, 'sync.looked', looked);
    },
  });
  if (!saved.ok) throw new Error('the laptop cannot be loaded');
};
