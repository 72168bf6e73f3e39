import { encodeColumnFrame } from '../../shared/sync/encode-frame.ts';
import type { StreamName } from '../../shared/sync/frame.ts';
import type { SyncCentre } from '../centre.ts';

/** Fewer are not worth a chunk yet: they come in frames. */
const leastItems = 512;

/** Most items in a chunk: enough for columns to say little twice, few enough to be applied in one go (about 230 kB, which a cut interrupts and does not undo). */
export const chunkItems = 4096;

/**
 * Makes the chunks that are missing, one at a time, breathing in between. Each begins where the one before it
 * ended; of two servers that make one at once, one is heard. `before`: where the
 * streams stood the last time; of one that still grows, only whole chunks are made, or a long import would leave many small ones. Returns how many were made; stops early once `stop` is aborted.
 */
export const makeChunks = async (centre: SyncCentre, stop: AbortSignal, before?: Map<string, number>, sizes = { least: leastItems, most: chunkItems }): Promise<number> => {
  const { tables } = centre.store;
  let made = 0;
  for (const { name, epoch, seq, end } of await tables.listUnchunked(centre.epoch, sizes.least)) {
    const least = !before || before.get(name) === seq ? sizes.least : sizes.most;
    before?.set(name, seq);
    for (let after = end; after + least <= seq; ) {
      if (stop.aborted) return made;
      const until = Math.min(seq, after + sizes.most);
      const items = await tables.listRange(name, after, until);
      const bytes = encodeColumnFrame(centre.crypto, { stream: name as StreamName, epoch, from: after, to: until, head: until, items: items.length }, items);
      const isKept = await centre.store.inTransaction((inside) => inside.insertChunk({ stream: name, epoch, after, until, hash: centre.crypto.sha256(bytes), bytes }, seq));
      // Read before something left: the next round reads it again.
      if (!isKept) break;
      made += 1;
      after = until;
    }
  }
  return made;
};

const between = 5000;

/** Keeps making chunks in the background until `stop`; `failed` hears of what went wrong. Resolves when it has stopped. */
export const keepChunks = async (centre: SyncCentre, stop: AbortSignal, failed: (error: unknown) => void): Promise<void> => {
  const before = new Map<string, number>();
  while (!stop.aborted) {
    await makeChunks(centre, stop, before).catch(failed);
    await new Promise<void>((done) => {
      const timer = setTimeout(done, between);
      stop.addEventListener('abort', () => (clearTimeout(timer), done()), { once: true });
    });
  }
};
