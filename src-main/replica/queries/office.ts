import type { Instant } from '../../../shared/base/instant.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import type { OfficeLaptop } from '../../../shared/ipc/office-rows.ts';
import { listCarriedLeases } from '../office/carried-leases.ts';
import { countHeld, countUnsent } from '../store/journal.ts';
import { countFilesToStayFor } from '../office/files-to-stay-for.ts';
import { findOfficeRoster } from '../office/office-roster.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { leaseDaysLeft } from '../session/lease-state.ts';
import { listNews, listOfficeReceipts } from '../store/office-papers.ts';
import { listPeers } from '../store/office-peers.ts';
import { findLastReceipt } from '../store/receipts.ts';

/** office.watch: the laptops of this office, this one first: what each held when it was last heard of, what of it is here, and what waits to be brought back to it. No rows before the first roster. `moving`: where this laptop was told to move, and how many entries wait for their receipts first, how many files for their way to the centre. */
export const readOfficeLaptops = (host: Host): OutputOf<'office.watch'> => {
  const { replica, certificate } = getOffice(host);
  const { db } = replica;
  const roster = findOfficeRoster(db);
  const told = findDeviceSetting(db, 'device.moving');
  const moving = told ? { area: told.area, waits: countHeld(db), files: countFilesToStayFor(host) } : null;
  if (!roster) return { rows: [], moving };
  const now = host.clock.now();
  const admitted = new Set<string>(findDeviceSetting(db, 'office.admitted') ?? []);
  const peers = new Map(listPeers(db).map((peer) => [peer.device, peer]));
  const open = new Map(db.list<{ device: string; open: number; signed: number }>('SELECT device, count(*) AS open, count(batch) AS signed FROM office_entry WHERE ended = 0 GROUP BY device').map((row) => [row.device, row]));
  const receipts = Map.groupBy(listOfficeReceipts(db), ({ device }) => device);
  const leases = new Set(listCarriedLeases(db).map(({ device }) => device));
  const hasNews = listNews(db).length > 0;
  const { unsent, released } = countUnsent(db);
  const aside = db.find<{ count: number }>("SELECT count(*) AS count FROM journal WHERE result = 'quarantined'")?.count ?? 0;
  const own: OfficeLaptop = {
    device: certificate.device, name: certificate.name, own: true, admitted: true, lastSeenAt: null, via: null, unreleased: unsent - released, unsent: released, aside,
    lastReceiptAt: (findLastReceipt(db)?.at ?? null) as Instant | null, leaseDaysLeft: leaseDaysLeft(certificate.lease, now), brought: 0, toHandIn: 0, receipts: 0, news: false,
  };
  const others = roster.devices.filter(({ device }) => device !== certificate.device).map(({ device, name }): OfficeLaptop => {
    const peer = peers.get(device);
    const counts = peer?.word.counts ?? { unreleased: 0, unsent: 0, aside: 0, lastReceiptAt: null };
    return {
      device, name, own: false, admitted: admitted.has(device), lastSeenAt: (peer?.at ?? null) as Instant | null, via: peer?.via ?? null, ...counts, leaseDaysLeft: peer ? leaseDaysLeft(peer.word.lease, now) : null,
      brought: open.get(device)?.open ?? 0, toHandIn: open.get(device)?.signed ?? 0, receipts: receipts.get(device)?.length ?? 0, news: leases.has(device) || (peer?.via === 'stick' && hasNews),
    };
  });
  return { rows: [own, ...others], moving };
};
