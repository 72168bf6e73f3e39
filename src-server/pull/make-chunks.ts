import { encodeColumnFrame } from '../../shared/sync/encode-frame.ts';
import type { StreamName } from '../../shared/sync/frame.ts';
import type { Centre } from '../centre.ts';
import { insertChunk, listRange, listUnchunked } from '../store/chunks.ts';

/** Fewer are not worth a chunk yet: they come in frames. */
const leastItems = 512;

/** Most items in a chunk: enough for columns to say little twice, few enough to be applied in one go (about 230 kB, which a cut interrupts and does not undo). */
export const chunkItems = 4096;

/**
 * Makes the chunks that are missing, one at a time, breathing in between. Each begins where the one before it
 * ended; of two servers that make one at once, one is heard. `before`: where the
 * streams stood the last time; of one that still grows, only whole chunks are made, or a long import would leave many small ones. Returns how many were made; stops early once `stop` is aborted.
 */
export const makeChunks = async (centre: Centre, stop: AbortSignal, before?: Map<string, number>): Promise<number> => {
  let made = 0;
  for (const { name, epoch, seq, end } of await listUnchunked(centre.database.pool, centre.epoch, leastItems)) {
    const least = !before || before.get(name) === seq ? leastItems : chunkItems;
    before?.set(name, seq);
    for (let after = end; after + least <= seq; ) {
      if (stop.aborted) return made;
      const until = Math.min(seq, after + chunkItems);
      const items = await listRange(centre.database.pool, name, after, until);
      const bytes = encodeColumnFrame(centre.crypto, { stream: name as StreamName, epoch, from: after, to: until, head: until, items: items.length }, items);
      await insertChunk(centre.database.pool, { stream: name, epoch, after, until, hash: centre.crypto.sha256(bytes), bytes });
      made += 1;
      after = until;
    }
  }
  return made;
};

const between = 5000;

/** Keeps making chunks in the background until `stop`; `failed` hears of what went wrong. Resolves when it has stopped. */
export const keepChunks = async (centre: Centre, stop: AbortSignal, failed: (error: unknown) => void): Promise<void> => {
  const before = new Map<string, number>();
  while (!stop.aborted) {
    await makeChunks(centre, stop, before).catch(failed);
    await new Promise<void>((done) => {
      const timer = setTimeout(done, between);
      stop.addEventListener('abort', () => (clearTimeout(timer), done()), { once: true });
    });
  }
};
