import type { AppError } from '../../../../shared/base/app-error.ts';
import type { Result } from '../../../../shared/base/result.ts';
import type { Host } from '../../session/host-parts.ts';
import { settleAnswered } from '../settle-answered.ts';
import type { Session } from '../open-session.ts';
import { compareStreams } from './compare-streams.ts';

/** What is done once all streams have been read to their heads: what the centre has taken lies over nothing any more, and the whole is compared with what the centre said of it, where it says so. Errors: those of both. */
export const checkStreams = async (host: Host, session: Session, signal: AbortSignal): Promise<Result<void, AppError>> => {
  const settled = settleAnswered(host);
  if (!settled.ok || session.sum === undefined) return settled;
  return compareStreams(host, session, session.sum, signal);
};
