import type { AppError } from '../../../../shared/base/app-error.ts';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { movedOn, type CompareRequest } from '../../../../shared/sync/compare/compare-messages.ts';
import type { Host } from '../../session/host-parts.ts';
import type { Session } from '../open-session.ts';
import { post } from '../post.ts';
import { showProgress } from '../progress.ts';
import { signedRequest } from '../signed-request.ts';

/** Questions of one sync. What they do not suffice for waits for the next one. */
const mostQuestions = 80;

/** Asks the centre, as often as one sync may. 'enough': not now (the stream has gone on, or the questions are used up). Errors: those of `post`. */
export type Ask = (request: CompareRequest) => Promise<Result<Uint8Array | 'enough', AppError>>;

export const createAsk = (host: Host, session: Session, signal: AbortSignal): Ask => {
  let left = mostQuestions;
  return async (request) => {
    if (left-- <= 0) return ok('enough');
    if (signal.aborted) return err({ type: 'Cancelled' });
    const asked = signedRequest(host, session, 'compare', utf8(canonicalJson(request)), signal);
    const answer = await post(host, asked);
    if (!answer.ok) return answer;
    showProgress(host, { bytesUp: host.sync.bytesUp + asked.body.length, bytesDown: host.sync.bytesDown + answer.value.length });
    return ok(answer.value.length === 1 && answer.value[0] === movedOn ? 'enough' : answer.value);
  };
};
