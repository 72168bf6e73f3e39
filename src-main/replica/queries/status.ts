import type { Instant } from '../../../shared/base/instant.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { leaseDaysLeft } from '../session/lease-state.ts';
import { countFilesOnlyHere } from '../store/files.ts';
import { countUnsent } from '../store/journal.ts';
import { findLastReceipt } from '../store/receipts.ts';

/** status.watch: the line at the foot. */
export const readStatus = (host: Host): OutputOf<'status.watch'> => {
  const { replica, certificate } = getOffice(host);
  const { unsent, released } = countUnsent(replica.db);
  const files = countFilesOnlyHere(replica);
  const aside = replica.db.find<{ count: number }>("SELECT count(*) AS count FROM journal WHERE result = 'quarantined' AND (settled = 0 OR why NOT IN ('conflict', 'outdated')) AND resolved IS NULL");
  return {
    link: host.link,
    lastContactAt: (findDeviceSetting(replica.db, 'sync.lastContactAt') ?? null) as Instant | null,
    unreleased: unsent - released,
    unsent: released,
    quarantined: aside?.count ?? 0,
    lastReceiptAt: (findLastReceipt(replica.db)?.at ?? null) as Instant | null,
    leaseDaysLeft: leaseDaysLeft(certificate.lease, host.clock.now()),
    filesOnlyHere: files.count,
    fileBytesOnlyHere: files.bytes,
    syncing: ['connecting', 'exchanging', 'files'].includes(host.sync.phase),
  };
};
