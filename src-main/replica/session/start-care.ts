import { isDamage } from '../../../shared/base/is-damage.ts';
import { checkSlices } from '../store/check/check-slices.ts';
import type { CheckPlace } from '../store/check/check-slices.ts';
import { listSnapshots } from '../store/snapshots/snapshot-files.ts';
import { takeSnapshot } from '../store/snapshots/take-snapshot.ts';
import { findStorageError } from '../store/storage-error.ts';
import { findDeviceSetting, putDeviceSetting } from './device-setting.ts';
import { getOffice, type Host } from './host-parts.ts';
import { noteDamage } from './report-bug.ts';
import { dropRetired } from './retire-kept.ts';

/** Milliseconds. A snapshot is due when the newest is older than this, or when the save file has grown so much (bytes) that a restore would take long. */
const snapshotEvery = 6 * 3_600_000;
const snapshotAfterBytes = 8_000_000;
const lookEvery = 60_000;
const startAfter = 500;
/** A slice of the check holds up a save for at most about this long; the pauses leave the disk to the person. */
const sliceMilliseconds = 10;
const pauseMilliseconds = 15;
/** Since the last piece of a load in bulk: what is written all the time cannot be looked after, and a look would take its processor and disk. */
const quietMilliseconds = 1000;
/** What a start may spend on the check; the next start goes on where it ended. */
const checkBudget = 90_000;

/** Waits, or returns at once when it is aborted. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });

/** Waits while a load in bulk comes in. On a slow line its pieces are far apart, and what is done here goes on between them. */
const quiet = async (host: Host, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted && host.broughtAt !== undefined && host.clock.elapsed() - host.broughtAt < quietMilliseconds) await pause(quietMilliseconds, signal);
};

/** Reads the whole database once, in slices; what was found is written down. */
const check = async (host: Host, signal: AbortSignal): Promise<void> => {
  const { replica } = getOffice(host);
  const begun = host.clock.elapsed();
  const from = findDeviceSetting(replica.db, 'check.place') ?? undefined;
  const slices = checkSlices(replica.connection, from);
  let place: CheckPlace | null = from ?? null;
  for (let ended = false; !ended && host.clock.elapsed() - begun < checkBudget; await pause(pauseMilliseconds, signal)) {
    await quiet(host, signal);
    for (const until = host.clock.elapsed() + sliceMilliseconds; host.clock.elapsed() < until && !ended && !signal.aborted; ) {
      const slice = slices.next();
      if (slice.value === 'structure') return noteDamage(host, { type: 'StorageCorrupt', detail: 'structure' });
      place = slice.done ? null : slice.value;
      ended = slice.done === true;
    }
    if (signal.aborted) return;
  }
  const checked = { at: host.clock.instant(), complete: place === null };
  replica.commit({
    durability: 'normal',
    documents: [],
    sql: (db) => {
      putDeviceSetting(db, 'check.place', place);
      putDeviceSetting(db, 'check.last', checked);
    },
  });
  host.log('checked', { ...checked, milliseconds: Math.round(host.clock.elapsed() - begun) });
};

const isDue = (host: Host): boolean => {
  const { saves } = getOffice(host).replica;
  // By distance, so that a clock that was once ahead does not put snapshots off for years.
  const fresh = listSnapshots(host.files.snapshots).some(({ at }) => Math.abs(host.clock.now() - at) <= snapshotEvery);
  return !fresh || (saves !== undefined && saves.written() > snapshotAfterBytes);
};

const snapshot = async (host: Host, dataKey: Uint8Array, signal: AbortSignal): Promise<void> => {
  const { replica } = getOffice(host);
  const { journal, snapshots } = host.files;
  const taken = await takeSnapshot({
    connection: replica.connection, handle: replica.handle, key: dataKey, folders: { journal, snapshots }, at: host.clock.now(), begun: () => replica.saves?.begin(), signal,
  });
  if (taken.ok) {
    if (taken.value === 'taken') dropRetired(host);
    return host.log('snapshot', { result: taken.value });
  }
  host.log('snapshotFailed', isDamage(taken.error) ? { type: taken.error.type, detail: taken.error.detail } : { type: taken.error.type });
  noteDamage(host, taken.error);
};

/** Runs until it is stopped: a snapshot where one is due, the check of the whole file, and a snapshot again whenever one is due. */
const care = async (host: Host, dataKey: Uint8Array, signal: AbortSignal): Promise<void> => {
  // The first lists and searches of the person go first.
  await pause(startAfter, signal);
  await quiet(host, signal);
  if (!signal.aborted && isDue(host)) await snapshot(host, dataKey, signal);
  if (!signal.aborted && !host.problem) await check(host, signal);
  while (!signal.aborted) {
    await pause(lookEvery, signal);
    // A damaged replica would give a damaged snapshot.
    if (!signal.aborted && !host.problem && isDue(host)) await snapshot(host, dataKey, signal);
  }
};

/** Looks after the open replica beside the work: reads it for damage, takes snapshots. Damage is told by device.watch; anything else only by the log. */
export const startCare = (host: Host, dataKey: Uint8Array): void => {
  const controller = new AbortController();
  const ended = care(host, dataKey, controller.signal).catch((error: unknown) => {
    const storage = findStorageError(error);
    if (storage) noteDamage(host, storage);
    host.log('careEnded', { type: storage?.type ?? 'unexpected' });
  });
  host.stopCare = async () => {
    host.stopCare = undefined;
    controller.abort();
    await ended;
  };
};
