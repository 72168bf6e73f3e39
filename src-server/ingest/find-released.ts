import type { Instant } from '../../shared/base/instant.ts';
import { BatchManifest } from '../../shared/sync/batch-manifest.ts';
import type { ActingTerm } from '../../shared/sync/acting/acting-term.ts';
import { findActing } from '../../shared/sync/acting/find-acting.ts';
import type { Role } from '../../shared/domain/staff.ts';
import type { EnvelopeContent, EnvelopeHeader } from '../../shared/sync/envelope.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { isInForce } from '../../shared/sync/key-in-force.ts';
import { verifyManifest } from '../../shared/sync/verify-manifest.ts';
import { readActing, takeActing } from '../acting/take-acting.ts';
import type { SyncCentre } from '../centre.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';

/** Roles and names of the people on the device, and who left it, the orders by which some act as supervisor, and what supervisors of its district (acting ones by the day of their signature) have released: entry number → hash (what a chair released stands apart), when that was, and the keys of everybody in the district. Valid manifests are kept as evidence; others count for nothing. */
export const findReleased = async (centre: SyncCentre, tables: CentreTables, device: Device, manifests: EnvelopeContent['manifests'], header: Pick<EnvelopeHeader, 'first' | 'last'>): Promise<{ roles: Map<string, readonly Role[]>; left: Map<string, number>; acting: readonly ActingTerm[]; names: Map<string, readonly string[]>; released: Map<number, string>; releasedByChair: Map<number, string>; releasedAt: Map<string, Instant>; keys: Map<string, readonly string[]> }> => {
  const keys = await tables.listAreaKeys(device.area, device.id);
  // A laptop that was reported lost appoints nobody any more.
  if (!device.revoked) await takeActing(centre, tables, device.area, keys, manifests.flatMap(({ bytes }) => findMessage(BatchManifest, bytes)?.orders ?? []));
  const acting = await readActing(tables, device.area);
  const supervisorKeys = (signer: string, district: string, at: BatchManifest['signedAt']) =>
    district === device.area ? keys.filter((row) => row.staff === signer && isInForce(row, at) && (row.roles.includes('supervisor') || row.roles.includes('chair') || findActing(acting, signer, at) !== undefined)).map((row) => row.key) : [];
  const isSupervisor = ({ signedBy, signedAt }: BatchManifest) => findActing(acting, signedBy, signedAt) !== undefined || keys.some((row) => row.staff === signedBy && row.roles.includes('supervisor'));
  const earlier = await tables.listManifests(device.id, header.first, header.last);
  const [valid, kept]: [BatchManifest[], Promise<void>[]] = [[], []];
  for (const manifest of manifests) {
    const read = verifyManifest(centre.crypto.verify, supervisorKeys, manifest);
    if (read?.device !== device.id) continue;
    const numbers = read.entries.map(([number]) => number);
    const [first, last] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))];
    kept.push(tables.insertManifest(device.id, { hash: centre.crypto.sha256(manifest.bytes), batch: read.batch, signedBy: read.signedBy, first, last, ...manifest }));
    valid.push(read);
  }
  await Promise.all(kept);
  // One that was taken before the centre heard that its signer had left counts no more either.
  const isGone = ({ signedBy, signedAt }: BatchManifest) => {
    const theirs = keys.filter((row) => row.staff === signedBy);
    return theirs.length > 0 && !theirs.some((row) => isInForce(row, signedAt));
  };
  const all = [...earlier.flatMap((bytes) => findMessage(BatchManifest, bytes) ?? []).filter((manifest) => !isGone(manifest)), ...valid];
  const released = new Map(all.filter(isSupervisor).flatMap((manifest) => manifest.entries));
  const releasedByChair = new Map(all.filter((manifest) => !isSupervisor(manifest)).flatMap((manifest) => manifest.entries));
  const releasedAt = new Map(all.toSorted((a, b) => (a.signedAt > b.signedAt ? -1 : 1)).flatMap(({ signedAt, entries }) => entries.map(([, hash]) => [hash as string, signedAt] as const)));
  const here = keys.filter((row) => row.device === device.id);
  const names = new Map([...Map.groupBy(here, (row) => row.staff)].map(([staff, rows]) => [staff, rows.map((row) => row.name)]));
  const left = new Map([...Map.groupBy(here, (row) => row.staff)].flatMap(([staff, rows]): [string, number][] => (rows.every(({ until }) => until) ? [[staff, Math.max(...rows.map(({ last }) => last ?? 0))]] : [])));
  return { acting, left, roles: new Map(here.map((row) => [row.staff, row.roles])), names, released, releasedByChair, releasedAt, keys: new Map([...Map.groupBy(keys, (row) => row.staff)].map(([staff, rows]) => [staff, rows.map((row) => row.key)])) };
};

