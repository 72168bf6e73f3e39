import { useEffect, useState } from 'react';
import type { ChannelOfKind, InputOf, OutputOf } from '../../shared/ipc/contract.ts';
import { call } from './call.ts';

const answers = new Map<string, unknown>();

/** What was answered once is asked again by whoever opens next: the law in force here has changed. */
export const forgetOnce = (): void => answers.clear();

/** Reference data that does not change while the program runs (areas, risks): asked once, kept; asked again where it failed. */
export const useOnce = <C extends ChannelOfKind<'query'>>(channel: C, input: InputOf<C>): OutputOf<C> | undefined => {
  const key = `${channel} ${JSON.stringify(input)}`;
  const [answer, setAnswer] = useState(() => answers.get(key) as OutputOf<C> | undefined);

  useEffect(() => {
    if (answers.has(key)) return;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const result = await call(channel, input);
      if (result.ok) answers.set(key, result.value);
      if (!wanted) return;
      if (result.ok) setAnswer(result.value);
      else timer = setTimeout(() => void ask(), 2000);
    };
    void ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
    // The key stands for the input.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [channel, key]);

  return answer;
};
