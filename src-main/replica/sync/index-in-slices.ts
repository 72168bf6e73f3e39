import { getOffice, type Host } from '../session/host-parts.ts';
import { closeSearchGap, hasSearchGap } from '../store/search/search-gaps.ts';

/** Persons in a slice: some tens of milliseconds, so that the window is answered in between. */
const perSlice = 200;

/** Makes what came in bulk searchable, slice by slice, until all is or the office is locked. Never throws; what is left is taken up after the next unlock or sync. */
export const indexInSlices = async (host: Host): Promise<void> => {
  const { office } = host;
  if (!office || host.indexing) return;
  host.indexing = true;
  try {
    for (let more = hasSearchGap(getOffice(host).replica.db); more; ) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (host.office !== office) return;
      const closed = closeSearchGap(office.replica, perSlice);
      if (!closed.ok) return void host.log('indexingStopped', { type: closed.error.type });
      more = closed.value;
    }
    host.notices.tell('documents');
  } finally {
    host.indexing = false;
  }
};
