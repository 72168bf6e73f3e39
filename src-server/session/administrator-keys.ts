import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import type { Instant } from '../../shared/base/instant.ts';
import { isInForce } from '../../shared/sync/key-in-force.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';

/** The keys by which `by` may say at this moment who works on the device, where they are its administrator. Read anew for each statement: one before may have named them, or taken their key away. */
export const administratorKeys = async (tables: CentreTables, device: Device, { by, at }: { readonly by: string; readonly at: Instant }): Promise<Uint8Array[]> =>
  (await tables.listAreaKeys(device.area, device.id)).filter((row) => row.device === device.id && row.staff === by && row.roles.includes('administrator') && isInForce(row, at)).flatMap(({ key }) => findBase64urlBytes(key) ?? []);
