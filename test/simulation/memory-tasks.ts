import { isTaskKind } from '../../shared/domain/task-kinds.ts';
import type { Task } from '../../shared/domain/task.ts';
import type { CentreTables } from '../../src-server/store/centre-store.ts';
import type { AreaDocument } from '../../src-server/store/documents.ts';
import type { KeptItem } from './memory-store.ts';
import type { MemoryTables } from './memory-tables.ts';

/** What the centre's store says of disputes, over tables in memory, as `src-server/store/tasks.ts` does in SQL. */
export const createMemoryTasks = ({ rows }: MemoryTables): Pick<CentreTables, 'listTasks' | 'listTaskSubjects' | 'listMissedTasks' | 'listMovedTasks'> => {
  const taskRows = () => [...rows<Omit<AreaDocument, 'areas'>>('document').values()].filter(({ collection }) => isTaskKind(collection)).map(({ collection, id, body }) => ({ key: { collection, id }, task: body as unknown as Task }));
  return {
    listTasks: async (documents, open) => taskRows().filter(({ task }) => documents.includes(task.document) && (!open || task.status === 'open')).map(({ key }) => key),
    listTaskSubjects: async (ids) => [...new Map(taskRows().filter(({ key }) => ids.includes(key.id)).map(({ task }) => [`${task.collection}/${task.document}`, { collection: task.collection, id: task.document }])).values()],
    listMissedTasks: async (area) => taskRows().filter(({ key }) => (rows<readonly string[]>('documentArea').get(`${key.collection}/${key.id}`) ?? []).includes(area)).map(({ key }) => key),
    listMovedTasks: async (area) => {
      const said = [...rows<KeptItem>('item').values()].filter(({ stream, collection }) => stream.startsWith(`${area}/`) && isTaskKind(collection)).sort((a, b) => a.seq - b.seq);
      const newest = new Map(said.map((item) => [`${item.stream}/${item.document}`, item]));
      return [...newest.values()].filter(({ kind }) => kind === 'moved').sort((a, b) => (a.stream === b.stream ? a.seq - b.seq : a.stream < b.stream ? -1 : 1)).map(({ stream, kind, collection, document, version, item }) => ({ stream, kind, collection, document, version, item }));
    },
  };
};
