import type { AppError } from '../../../shared/base/app-error.ts';
import type { Host } from '../session/host-parts.ts';

/** Where a thrown error came from, without its message: a message may quote what a person typed. */
const framesOf = (error: Error): string => (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim()).join(' | ');

/** Notes a bug in the log and gives the error that names its incident. */
export const reportBug = (host: Host, place: string, error: unknown): AppError => {
  const incidentId = host.ids.uuid();
  host.log('unexpected', { incidentId, in: place, name: error instanceof Error ? error.name : typeof error, frames: error instanceof Error ? framesOf(error) : '' });
  return { type: 'Unexpected', incidentId };
};
