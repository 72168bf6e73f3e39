import type { Host } from './host-parts.ts';

/** Ends the running sync, check and snapshot, closes the replica and forgets its key. Does nothing where it is locked already. */
export const lock = async (host: Host): Promise<void> => {
  host.stopStick?.();
  await host.stopSync?.();
  await host.stopCare?.();
  const { office } = host;
  if (!office) return;
  host.office = undefined;
  host.warm?.link.close();
  host.warm = undefined;
  host.cut = undefined;
  host.decoder.rest();
  host.notices.tell('session');
  await office.replica.close();
  host.log('locked', { staff: office.session.staff });
};
