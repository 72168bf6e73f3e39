import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { SyncRequest } from '../../../shared/sync/messages.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listCursors } from '../store/cursors.ts';
import { exchangeCompact } from './exchange-compact.ts';
import type { Session } from './open-session.ts';
import type { Outbox } from './outbox.ts';
import { post } from './post.ts';
import { createReplyReader, type Exchange, type Takers } from './reply-reader.ts';
import { signedRequest } from './signed-request.ts';
import { exchangeWarm, findCompactLink } from './warm-link.ts';

/**
 * One round trip: the envelope up, its receipt and new frames down, taken as they arrive. Errors: those of `post` and of the takers; ServerNonsense where the reply is
 * not of the protocol. What was taken before an error stays taken.
 */
export const exchange = async (host: Host, session: Session, outbox: Outbox | undefined, takers: Takers, signal: AbortSignal): Promise<Result<Exchange, AppError>> => {
  const { replica } = getOffice(host);
  const cursors = listCursors(replica.db) as SyncRequest['cursors'];
  const request: SyncRequest = { cursors, envelopes: outbox ? 1 : 0, maxBytes: session.maxBytes, ...(session.version >= 2 ? { frameBytes: frameBytesFor(host.bytesPerSecond) } : {}) };
  const compact = findCompactLink(host, session);
  if (compact) return exchangeCompact(host, session, { link: compact, request, outbox, takers, signal });
  const body = packParts([utf8(canonicalJson(request)), ...(outbox ? [outbox.bytes] : [])]);
  const reader = createReplyReader(host, outbox ? 1 : 0, takers);
  const warm = await exchangeWarm(host, session, body, reader.onBytes, signal);
  if (warm) return warm.ok ? reader.end(body.length) : warm;
  const answer = await post(host, { ...signedRequest(host, session, 'sync', body, signal), onBytes: reader.onBytes });
  return answer.ok ? reader.end(body.length) : answer;
};

/** A frame is about a second of the line as it was measured, 1 to 64 kB; before that, of a bad one. */
const frameBytesFor = (bytesPerSecond: number | undefined): number => Math.round(Math.min(65_536, Math.max(1024, bytesPerSecond ?? 2875)));
