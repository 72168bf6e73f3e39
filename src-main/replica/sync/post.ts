import type { AppError } from '../../../shared/base/app-error.ts';
import { concatBytes } from '../../../shared/base/bytes.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { ServerRefusal } from '../../../shared/sync/messages.ts';
import { LineCut } from '../platform/line-cut.ts';
import { WrongServerKey } from '../platform/wrong-server-key.ts';
import type { Fetch, Host } from '../session/host-parts.ts';

export type Request = {
  readonly url: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Takes a good answer's bytes as they come in, instead of all of them at the end; an error it returns ends the request. What it throws is a bug. */
  readonly onBytes?: (bytes: Uint8Array) => AppError | undefined;
};

type Answer = Awaited<ReturnType<Fetch>>;

/** Milliseconds without a single byte of an answer before a connection is given up: by progress, because a village link may take minutes for what is whole. */
const stallMilliseconds = 45_000;

/** What is sent is given its time beforehand, at half of 2 kbit/s, since another request may be under way beside it: how much of it has left cannot be seen from here. */
const slowestBytesPerSecond = 125;

const readBody = async (response: Answer, alive: () => void, onBytes: Request['onBytes']): Promise<Result<Uint8Array, AppError>> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) return ok(concatBytes(...chunks));
    alive();
    length += next.value.length;
    if (length > limits.body) {
      await reader?.cancel();
      return err({ type: 'ServerNonsense', detail: 'tooLong' });
    }
    if (!onBytes) chunks.push(next.value);
    else {
      const fault = onBytes(next.value);
      if (fault) {
        await reader?.cancel();
        return err(fault);
      }
    }
  }
};

const judge = async (response: Answer, alive: () => void, onBytes: Request['onBytes']): Promise<Result<Uint8Array, AppError>> => {
  const body = await readBody(response, alive, response.status === 200 ? onBytes : undefined);
  if (!body.ok || response.status === 200) return body;
  const refusal = findMessage(ServerRefusal, body.value);
  return refusal ? err({ type: 'ServerRefused', detail: refusal.refused }) : err({ type: 'ServerNonsense', detail: 'status' });
};

/** ServerNonsense: somebody answered, but not the centre (the log-in page of a hotel's network, as a rule), so there is no link to it. */
export const foreignAnswer = (host: Host, detail: string): Result<never, AppError> => {
  host.link = 'down';
  return err({ type: 'ServerNonsense', detail });
};

/**
 * One request to the centre. Errors: Offline (no connection, cut, or nothing heard for 45 s), Cancelled (`signal`), ServerRefused{code of the refusal}, WrongServerKey (not the TLS key that was pinned at enrolment; nothing was sent),
 * ServerNonsense (an answer that is none of the protocol's). Notes on the host whether the
 * link is up; whether an answer of status 200 is the centre's, its reader alone can say (`foreignAnswer`).
 */
export const post = async (host: Host, request: Request): Promise<Result<Uint8Array, AppError>> => {
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), stallMilliseconds + (request.body.length * 1000) / slowestBytesPerSecond);
  let bug: { readonly error: unknown } | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), stallMilliseconds);
  };
  try {
    const signal = AbortSignal.any([request.signal, stalled.signal]);
    const response = await host.fetch(request.url, { method: 'POST', body: request.body, headers: request.headers, redirect: 'manual', signal });
    // Thrown by the caller's own code it is a bug, not the network: kept apart from what the catch below takes for a cut.
    const onBytes = request.onBytes && ((bytes: Uint8Array) => {
      try {
        return request.onBytes!(bytes);
      } catch (error) {
        bug = { error };
        throw error;
      }
    });
    const answer = await judge(response, alive, onBytes);
    if (!answer.ok) host.link = answer.error.type === 'Offline' || answer.error.type === 'ServerNonsense' ? 'down' : 'up';
    return answer;
  } catch (error) {
    if (bug) throw bug.error;
    // The door throws for whatever the network did; a bug in our own request would show in every test
    if (request.signal.aborted) return err({ type: 'Cancelled' });
    host.link = 'down';
    if (error instanceof WrongServerKey) return err({ type: 'WrongServerKey' });
    host.wasCut = error instanceof LineCut;
    return err({ type: 'Offline' });
  } finally {
    clearTimeout(timer);
  }
};
