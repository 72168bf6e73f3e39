import type { AppError } from '../../../shared/base/app-error.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import type { Host } from '../session/host-parts.ts';
import { dropOutbox, mostEntries, type Outbox } from './outbox.ts';

/** True where there is a line, and what has just failed was cut: the connection stood, or the centre has been heard in this sync. */
export const isCutLine = (host: Host): boolean => host.wasCut === true || host.sync.bytesDown > 0;

/**
 * After a cut (`cut`) before the receipt: an envelope goes up in one piece, and one that is larger than what passes between two cuts would never arrive. The next one has half of its entries, down to one. The centre takes
 * an entry once, whichever envelopes bring it. Where no line was there at all the same bytes go again. Errors: `cut`, those of the storage.
 */
export const fitToLine = (host: Host, outbox: Outbox | undefined, cut: AppError): Result<never, AppError> => {
  if (!outbox || outbox.entries.length < 2 || !isCutLine(host)) return err(cut);
  host.mostEntries = Math.ceil(outbox.entries.length / 2);
  const dropped = outbox.carried === undefined ? dropOutbox(host) : undefined;
  return dropped && !dropped.ok ? dropped : err(cut);
};

/** Has taken the receipt of `outbox`: where it was as large as might be, the next may be twice as large. */
export const noteReceipt = (host: Host, outbox: Outbox): void => {
  if (host.mostEntries === undefined || outbox.entries.length < host.mostEntries) return;
  const next = host.mostEntries * 2;
  host.mostEntries = next < mostEntries ? next : undefined;
};
