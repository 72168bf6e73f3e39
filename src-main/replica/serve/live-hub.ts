import { create } from 'jsondiffpatch';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Host } from '../session/host-parts.ts';
import type { Topic } from '../session/notices.ts';
import { judgeRequest } from './judge-request.ts';
import { liveHandlers } from './live-handlers.ts';
import { reportBug } from '../session/report-bug.ts';

export type LiveMessage = { readonly first: unknown } | { readonly diff: unknown } | { readonly error: AppError };
type Request = { readonly channel: string; readonly input?: unknown };
type Subscription = { readonly request: Request; readonly send: (message: LiveMessage) => void; last: Result<unknown, AppError> | undefined; stale: boolean };

/** After a change, and between two rounds of recomputing: a sync of thousands of documents is told a few times a second, not a thousand times. */
const soon = 25;
const atMostEvery = 150;

const differences = create({ objectHash: (item, index) => (item as { id?: string }).id ?? `at ${index}`, cloneDiffValues: false });

/** Reads what a subscription asks for, judged anew each time: a role or a lease may have gone. */
const read = (host: Host, request: Request): Result<unknown, AppError> => {
  const judged = judgeRequest(host, request, ['live']);
  if (!judged.ok) return judged;
  try {
    const handler = liveHandlers[judged.value.channel as keyof typeof liveHandlers] as { read: (host: Host, input: never) => unknown };
    return ok(handler.read(host, judged.value.input as never));
  } catch (error) {
    return err(reportBug(host, request.channel, error));
  }
};

const tell = (subscription: Subscription, next: Result<unknown, AppError>): void => {
  const { last, send } = subscription;
  subscription.last = next;
  if (!next.ok) {
    if (!last || last.ok || differences.diff(last.error, next.error) !== undefined) send({ error: next.error });
    return;
  }
  if (!last?.ok) return send({ first: next.value });
  const diff = differences.diff(last.value, next.value);
  if (diff !== undefined) send({ diff });
};

/** Keeps live queries true: a first result at once, then differences as what they read changes, or the error that stands in the way until it is gone. */
export const createLiveHub = (host: Host) => {
  const subscriptions = new Map<number, Subscription>();
  let timer: NodeJS.Timeout | undefined;
  let lastRound = 0;

  const round = () => {
    timer = undefined;
    for (const subscription of subscriptions.values()) {
      if (!subscription.stale) continue;
      subscription.stale = false;
      tell(subscription, read(host, subscription.request));
    }
    lastRound = host.clock.elapsed();
  };
  const wanted = (topic: Topic, channel: string): boolean => topic === 'session' || (liveHandlers[channel as keyof typeof liveHandlers]?.topics.includes(topic) ?? false);
  const stop = host.notices.listen((topic) => {
    for (const subscription of subscriptions.values()) if (wanted(topic, subscription.request.channel)) subscription.stale = true;
    timer ??= setTimeout(round, Math.max(soon, lastRound + atMostEvery - host.clock.elapsed()));
  });

  return {
    subscribe: (id: number, request: Request, send: (message: LiveMessage) => void): void => {
      const subscription: Subscription = { request, send, last: undefined, stale: false };
      subscriptions.set(id, subscription);
      tell(subscription, read(host, request));
    },
    unsubscribe: (id: number): void => void subscriptions.delete(id),
    close: (): void => {
      stop();
      clearTimeout(timer);
      subscriptions.clear();
    },
  };
};
