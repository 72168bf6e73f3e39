import type { Page } from 'playwright-core';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import type { ChannelOfKind, InputOf, OutputOf } from '../../../shared/ipc/contract.ts';

type Callable = ChannelOfKind<'query' | 'command'>;

/** A call over the window's own bridge, as a page with somebody's script in it could make it: any channel, any input that JSON can carry. */
export const callAnything = (page: Page, channel: unknown, input?: unknown): Promise<Result<unknown, AppError>> =>
  page.evaluate(([name, given]) => (window as unknown as { bridge: Bridge }).bridge.call(name as string, given) as Promise<Result<unknown, AppError>>, [channel, input] as const);

/** A call as the window makes it. */
export const callBridge = <C extends Callable>(page: Page, channel: C, input: InputOf<C>): Promise<Result<OutputOf<C>, AppError>> =>
  callAnything(page, channel, input) as Promise<Result<OutputOf<C>, AppError>>;

/** A call that must succeed. */
export const must = async <C extends Callable>(page: Page, channel: C, input: InputOf<C>): Promise<OutputOf<C>> => {
  const answer = await callBridge(page, channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value;
};

/** The first word of a live query, value or error; the subscription ends with it. */
export const lookAtAnything = (page: Page, channel: unknown, input?: unknown): Promise<Result<unknown, AppError>> =>
  page.evaluate(
    ([name, given]) =>
      new Promise<Result<unknown, AppError>>((done) => {
        const stop = (window as unknown as { bridge: Bridge }).bridge.live(name as string, given, (message) => {
          // a failure of the carrying is told before there is an end to call
          queueMicrotask(() => stop());
          if ('error' in message) done({ ok: false, error: message.error });
          else if ('first' in message) done({ ok: true, value: message.first });
        });
      }),
    [channel, input] as const,
  );

/** The value of a live query now. */
export const look = async <C extends ChannelOfKind<'live'>>(page: Page, channel: C, input: InputOf<C>): Promise<OutputOf<C>> => {
  const answer = await lookAtAnything(page, channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value as OutputOf<C>;
};

/** Starts a sync over the bridge, whatever is on the screen, and waits for its end. */
export const syncByBridge = async (page: Page): Promise<OutputOf<'sync.watch'>> => {
  await must(page, 'sync.start', {});
  return endOfSync(page);
};

/** Waits for the end of the sync that runs. */
export const endOfSync = async (page: Page): Promise<OutputOf<'sync.watch'>> =>
  page.evaluate(
    () =>
      new Promise<never>((done) => {
        type Progress = { phase: string };
        const { bridge } = window as unknown as { bridge: Bridge };
        const timer = setInterval(() => {
          const stop = bridge.live('sync.watch', {}, (message) => {
            queueMicrotask(() => stop());
            const progress = 'first' in message ? (message.first as Progress) : undefined;
            if (!progress || ['connecting', 'exchanging', 'files'].includes(progress.phase)) return;
            clearInterval(timer);
            done(progress as never);
          });
        }, 50);
      }),
  );
