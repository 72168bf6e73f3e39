/** What changed, coarse enough to be told at every commit: who is at the laptop or what state it is in, documents and journal, the running sync, the running restore, the running re-computation. */
export type Topic = 'session' | 'documents' | 'sync' | 'recovery' | 'norms';

/** Tells the live queries that something they read has changed. */
export type Notices = {
  readonly tell: (topic: Topic) => void;
  /** Returns the function that ends the listening. */
  readonly listen: (listener: (topic: Topic) => void) => () => void;
};

export const createNotices = (): Notices => {
  const listeners = new Set<(topic: Topic) => void>();
  return {
    tell: (topic) => {
      for (const listener of listeners) listener(topic);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
