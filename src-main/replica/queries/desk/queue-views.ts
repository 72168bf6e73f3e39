import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import { findDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';

/** queue.views: the views of whoever is at the laptop, in the order they were made. */
export const readQueueViews = (host: Host): OutputOf<'queue.views'> => {
  const { replica, session } = getOffice(host);
  return { rows: [...(findDeviceSetting(replica.db, 'desk.views')?.[session.staff] ?? [])] };
};
