import type { CentreTables } from '../../src-server/store/centre-store.ts';
import type { AreaDocument } from '../../src-server/store/documents.ts';
import type { KeptItem } from './memory-store.ts';
import type { MemoryTables } from './memory-tables.ts';

/** What the centre's store says of what is about a person, over tables in memory, as `src-server/store/documents.ts` does in SQL. */
export const createMemoryPersons = ({ rows }: MemoryTables): Pick<CentreTables, 'listPersonsOfCases' | 'listPersonDocuments' | 'listPartedPersons' | 'listMerges'> => {
  const documentOf = (key: { collection: string; id: string }) => rows<Omit<AreaDocument, 'areas'>>('document').get(`${key.collection}/${key.id}`);
  return {
    listPersonsOfCases: async (ids) => [...new Set(ids.flatMap((id) => (documentOf({ collection: 'cases', id })?.body['personId'] as string | undefined) ?? []))],
    listPersonDocuments: async (persons) =>
      [...rows<Omit<AreaDocument, 'areas'>>('document').values()].filter((one) => persons.includes(String(one.body['personId']))).flatMap(({ collection, id, body }) =>
        (rows<readonly string[]>('documentArea').get(`${collection}/${id}`) ?? []).map((area) => ({ person: String(body['personId']), collection, id, area }))),
    listMerges: async (persons) => {
      const merges = [...rows<Omit<AreaDocument, 'areas'>>('document').values()].flatMap(({ collection, id, body }) => (collection === 'persons' && typeof body['mergedInto'] === 'string' ? [{ id, into: body['mergedInto'] }] : []));
      const same = new Set(persons);
      for (const one of same) for (const { id, into } of merges) if (id === one || into === one) same.add(id).add(into);
      return merges.filter(({ id }) => same.has(id));
    },
    listPartedPersons: async (area, persons) => persons.filter((id) => [...rows<KeptItem>('item').values()].filter((item) => item.stream === `${area}/registry` && item.document === id).sort((a, b) => a.seq - b.seq).at(-1)?.kind === 'moved'),
  };
};
