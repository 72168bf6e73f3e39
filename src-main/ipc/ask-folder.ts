import type { AppError } from '../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { HostLink } from '../host/host-link.ts';

/** The folder for a channel that needs one. The person is asked only where the query `before` says that the channel may be used now: over a locked window the dialog would be for nothing. Errors: those of the query, Cancelled. */
export const askFolder = async (host: Pick<HostLink, 'call'>, before: string, choose: () => Promise<string | undefined>): Promise<Result<string, AppError>> => {
  const allowed = await host.call({ channel: before, input: {} }, true);
  if (!allowed.ok) return allowed;
  const folder = await choose();
  return folder === undefined ? err({ type: 'Cancelled' }) : ok(folder);
};
