import type { Database } from './store/db.ts';
import { gather } from './gather.ts';

const channel = 'tirek_stream';

/** Long enough that a busy centre tells a stream a few times a second and not for each commit; short enough that nobody notices. */
const gatherMilliseconds = 40;

/** Who hears that a stream has new items, and by which device's hand; undefined: anything may have. */
export type NoticeListener = (moved: { readonly device: string; readonly stream: string } | undefined) => void;

/**
 * Live notices between all processes over one database, by LISTEN and NOTIFY. A notice is a hint that makes a device ask at once, and carries nothing; one that is lost
 * costs the wait until the device's next sync. So it is sent after the commit, by itself: NOTIFY within the transaction takes a lock that all commits of the database queue for.
 */
export const createLiveNotices = (database: Database, failed: (error: unknown) => void) => {
  const listeners = new Set<NoticeListener>();
  const stopHearing = database.hear(channel, (payload) => {
    const [device, stream] = payload?.split(' ') ?? [];
    for (const listener of listeners) listener(device && stream ? { device, stream } : undefined);
  });
  const sending = gather<string>(gatherMilliseconds, (payloads) => database.pool.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [channel, payloads]), failed);
  return {
    tell: (device: string, streams: readonly string[]): void => {
      for (const stream of streams) sending.add(`${device} ${stream}`, `${device} ${stream}`);
    },
    /** Returns the function that ends it. */
    listen: (listener: NoticeListener): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    end: async (): Promise<void> => {
      await sending.end();
      await stopHearing();
    },
  };
};

export type LiveNotices = ReturnType<typeof createLiveNotices>;
