import type { AppError } from '../../../shared/base/app-error.ts';
import { isDamage } from '../../../shared/base/is-damage.ts';
import { findStorageError } from '../store/storage-error.ts';
import type { Host } from './host-parts.ts';

/** Damage is not of one command: the window must offer the way out. */
export const noteDamage = (host: Host, error: AppError): void => {
  if (!isDamage(error) || !host.office || (host.problem && isDamage(host.problem))) return;
  host.problem = error;
  host.log('damaged', { type: error.type, detail: error.detail });
  host.notices.tell('session');
};

/** Where a thrown error came from, without its message: a message may quote what a person typed. */
const framesOf = (error: Error): string => (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim()).join(' | ');

/**
 * What a thrown error is to the window: a failure of the storage (a damaged page met by a query) as such, and shown in device.watch; anything else is a
 * bug, noted in the log under the incident that the error names.
 */
export const reportBug = (host: Host, place: string, error: unknown): AppError => {
  const storage = findStorageError(error);
  if (storage) {
    noteDamage(host, storage);
    return storage;
  }
  const incidentId = host.ids.uuid();
  host.log('unexpected', { incidentId, in: place, name: error instanceof Error ? error.name : typeof error, frames: error instanceof Error ? framesOf(error) : '' });
  return { type: 'Unexpected', incidentId };
};
