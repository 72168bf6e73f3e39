import { isTaskKind } from '../../shared/domain/task-kinds.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';
import type { AreaDocument } from '../store/documents.ts';
import { putItems } from '../store/stream-items.ts';

/**
 * Notes which kinds of document the device's program reads. One that has just learnt of disputes (a newer program on an old laptop) has read past those of its district: all are said again in its streams, where everybody else
 * finds them at the version they have, and the checksum of what it can read counts them; so are the traces of those that left. Behind those about its own work that were decided meanwhile stands what they were about: read without them, it still lies below what was put aside.
 */
export const takeKinds = async (tables: CentreTables, device: Device, kinds: readonly string[], epoch: number): Promise<void> => {
  const known = [...new Set(kinds.filter(isTaskKind))].sort();
  if (known.join() === device.kinds.join() || !(await tables.putDeviceKinds(device.id, known)) || known.length === 0) return;
  const missed = await tables.listMissedTasks(device.area);
  const left = (await tables.listMovedTasks(device.area)).map(({ collection, document }) => ({ collection, id: document }));
  const held = await tables.lockDocuments([...missed, ...(await tables.listTaskSubjects(missed.map(({ id }) => id))), ...left]);
  // Once nobody moves them any more.
  const traces = left.length === 0 ? [] : (await tables.listMovedTasks(device.area)).filter(({ document }) => left.some(({ id }) => id === document));
  const tasks = held.filter(({ collection, areas }) => isTaskKind(collection) && areas.includes(device.area));
  const decided = new Set(tasks.flatMap(({ body }) => (body['status'] === 'resolved' && (body['right'] as { device?: unknown } | undefined)?.device === device.id ? [`${String(body['collection'])}/${String(body['document'])}`] : [])));
  const isDecided = ({ collection, id, areas }: AreaDocument) => decided.has(`${collection}/${id}`) && areas.includes(device.area);
  const items = [...tasks, ...held.filter(isDecided)].flatMap((document) => putItems(document, [device.area])).concat(traces);
  if (items.length > 0) await tables.appendItems(epoch, items);
};
