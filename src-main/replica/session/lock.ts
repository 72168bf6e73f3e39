import { coolDown } from '../sync/warm-link.ts';
import type { Host } from './host-parts.ts';

/** Ends the running sync, check and snapshot, closes the replica and forgets its key. Where it is locked already it does nothing; where it is being locked it waits for that. */
export const lock = async (host: Host): Promise<void> => {
  host.stopStick?.();
  // No notice begins another sync from here on.
  coolDown(host);
  await host.stopSync?.();
  await host.stopCare?.();
  // One that somebody began meanwhile.
  while (host.stopSync) await host.stopSync();
  const { office } = host;
  // Somebody else locks: the file is not free before it is closed.
  if (!office) return host.closing;
  // A sync that began and ended meanwhile opened its own link.
  coolDown(host);
  host.office = undefined;
  host.cut = undefined;
  host.decoder.rest();
  host.notices.tell('session');
  host.closing = office.replica.close().finally(() => (host.closing = undefined));
  await host.closing;
  host.log('locked', { staff: office.session.staff });
};
