import { BatchManifest } from '../../shared/sync/batch-manifest.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import type { Centre } from '../centre.ts';
import type { Device } from '../store/devices.ts';
import { listManifestsOf } from '../store/manifests.ts';

type Signed = { readonly bytes: Uint8Array; readonly signature: Uint8Array };

/** The manifests by which these entries of a device were taken, as many as `left` bytes hold and at least one: whoever released and handed them in for it may be gone, and without them it could hand nothing in again after a restore. */
export const findManifests = async (centre: Centre, device: Device, numbers: readonly number[], left: number): Promise<Signed[]> => {
  if (numbers.length === 0) return [];
  const wanted = new Set(numbers);
  const named = (await listManifestsOf(centre.database.pool, device.id, numbers)).filter(({ bytes }) => findMessage(BatchManifest, bytes)?.entries.some(([number]) => wanted.has(number)));
  return named.filter(({ bytes }, index) => (left -= bytes.length) >= 0 || index === 0);
};
