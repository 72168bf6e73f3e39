import { useEffect, useState } from 'react';
import { contract, type ChannelOfKind, type InputOf, type OutputOf } from '../../shared/ipc/contract.ts';
import { applyLiveMessage, emptyLive, type LiveState } from './live-state.ts';

const retryMilliseconds = 2000;

/**
 * Follows a live query while the component is on screen: first value, then differences. With another input the last value stays, stale,
 * until the new first one is here, so lists do not blink while one types. After a failure it subscribes again, every two seconds.
 * `input` null: nothing is asked.
 */
export const useLive = <C extends ChannelOfKind<'live'>>(channel: C, input: InputOf<C> | null): LiveState<OutputOf<C>> => {
  const key = JSON.stringify(input);
  const [state, setState] = useState<{ readonly key: string; readonly live: LiveState<OutputOf<C>> }>({ key, live: emptyLive });

  useEffect(() => {
    const asked = JSON.parse(key) as InputOf<C> | null;
    if (asked === null) return;
    const parse = (value: unknown) => contract[channel].output.safeParse(value).data as OutputOf<C> | undefined;
    let stop = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current: LiveState<OutputOf<C>> = emptyLive;
    const start = () => {
      stop = window.bridge.live(channel, asked, (message) => {
        current = applyLiveMessage(current, message, parse);
        const seen = current;
        setState((before) => ({ key, live: seen.value === undefined && before.live.value !== undefined ? { ...before.live, error: seen.error, stale: true } : seen }));
        if (!seen.error) return;
        clearTimeout(timer);
        timer = setTimeout(() => {
          stop();
          start();
        }, retryMilliseconds);
      });
    };
    start();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [channel, key]);

  if (input === null) return emptyLive;
  return state.key === key ? state.live : { ...state.live, stale: state.live.value !== undefined };
};
