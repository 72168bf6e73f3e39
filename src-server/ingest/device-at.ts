import type { CentreTables } from '../store/centre-store.ts';
import { entryKeyOf } from '../store/device-stays.ts';
import type { Device } from '../store/devices.ts';

/** The device as it was when it wrote its entry of this number: in the district that it worked in then. What it wrote before it moved is judged there. */
export const deviceAt = async (tables: Pick<CentreTables, 'listEntryAreas'>, device: Device, number: number): Promise<Device> =>
  number > device.stayed ? device : { ...device, area: (await tables.listEntryAreas([[device.id, number]])).get(entryKeyOf([device.id, number])) ?? device.area };
