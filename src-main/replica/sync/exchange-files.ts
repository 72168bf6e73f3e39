import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import { nextTurn } from '../office/carried-outbox.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { fetchFiles } from './fetch-files.ts';
import type { Session } from './open-session.ts';
import { sendFiles } from './send-files.ts';
import { carryingOf } from './take-next.ts';

/** So long nothing but files goes over the line; then the centre is asked once whether there is anything more urgent. */
const stretchMilliseconds = 60_000;

/**
 * The files of a sync, after everything else: those that somebody here waits for, then those that the centre does not have. 'later': something more urgent wants the line, or it is time to ask; the caller goes another round and comes back. Errors: those of
 * `post` and of the storage.
 */
export const exchangeFiles = async (host: Host, session: Session, signal: AbortSignal): Promise<Result<'done' | 'later', AppError>> => {
  const until = host.clock.elapsed() + stretchMilliseconds;
  const isTurn = () => host.isSyncDue !== true && nextTurn(getOffice(host).replica.db, carryingOf(host, session)) === undefined && host.clock.elapsed() < until;
  const fetched = await fetchFiles(host, session, isTurn, signal);
  const exchanged = fetched.ok && fetched.value === 'done' ? await sendFiles(host, session, isTurn, signal) : fetched;
  // The round that follows is what was due.
  if (exchanged.ok && exchanged.value === 'later') host.isSyncDue = false;
  return exchanged;
};
