/** Things that are worth doing together: they are gathered for a while, then given to `work` at once. */
export type Gathering<T> = { readonly add: (key: string, value: T) => void; /** Does what is left, and takes no more. */ readonly end: () => Promise<void> };

/** Gathers for `milliseconds` from the first on; of one key only the last counts. `work` runs one at a time; `failed` hears of what it throws. */
export const gather = <T>(milliseconds: number, work: (values: readonly T[]) => Promise<unknown>, failed: (error: unknown) => void): Gathering<T> => {
  const waiting = new Map<string, T>();
  let [timer, running, ended]: [NodeJS.Timeout | undefined, Promise<unknown>, boolean] = [undefined, Promise.resolve(), false];
  const run = (): void => {
    timer = undefined;
    const values = [...waiting.values()];
    waiting.clear();
    if (values.length > 0) running = running.then(() => work(values)).catch(failed);
  };
  return {
    add: (key, value) => {
      if (ended) return;
      waiting.set(key, value);
      timer ??= setTimeout(run, milliseconds);
    },
    end: async () => {
      ended = true;
      clearTimeout(timer);
      run();
      await running;
    },
  };
};
