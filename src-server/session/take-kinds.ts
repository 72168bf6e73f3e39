import { isTaskKind } from '../../shared/domain/task-kinds.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';
import { putItems } from '../store/stream-items.ts';

/**
 * Notes which kinds of document the device's program reads. One that has just learnt of disputes (a newer program on an old laptop) has read past those that are open: they are said again in its district's streams,
 * where everybody else finds them at the version they have.
 */
export const takeKinds = async (tables: CentreTables, device: Device, kinds: readonly string[], epoch: number): Promise<void> => {
  const known = [...new Set(kinds.filter(isTaskKind))].sort();
  if (known.join() === device.kinds.join() || !(await tables.putDeviceKinds(device.id, known)) || known.length === 0) return;
  const documents = await tables.lockDocuments(await tables.listOpenTasks(device.area));
  const items = documents.flatMap((document) => putItems(document, [device.area]));
  if (items.length > 0) await tables.appendItems(epoch, items);
};
