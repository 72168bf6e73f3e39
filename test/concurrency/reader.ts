import { decodeFrame } from '../../shared/sync/decode-frame.ts';
import type { Cursor } from '../../shared/sync/frame.ts';
import { pullFrames } from '../../src-server/pull/pull-frames.ts';
import type { SyncCentre } from '../../src-server/centre.ts';
import type { Written } from './writer.ts';

/** What a reader saw go wrong: items passed over, items seen again, numbers that are missing or out of turn. */
export type Seen = { read: number; missed: number; repeated: number; gaps: number; pulls: number };

/** A device that tails its streams as a laptop does, by the product's own pull, until `isOver` held before a pull that brought nothing. */
export const tail = async (centre: SyncCentre, device: string, written: Written, isOver: () => boolean): Promise<Seen> => {
  const seen: Seen = { read: 0, missed: 0, repeated: 0, gaps: 0, pulls: 0 };
  let cursors: Cursor[] = [];
  const last = new Map<string, number>();
  const take = (bytes: Uint8Array): void => {
    const frame = decodeFrame(centre.crypto, bytes);
    if (!frame.ok) throw new Error('a frame that cannot be read');
    const { header, items } = frame.value;
    const from = cursors.find((cursor) => cursor.stream === header.stream)?.seq ?? 0;
    if (header.from !== from || header.to - header.from !== items.length) seen.gaps += 1;
    for (const item of items) {
      const [writer, text] = item.i.split(':') as [string, string];
      const key = `${header.stream} ${writer}`;
      const [count, before] = [Number(text), last.get(key) ?? 0];
      // A writer's items come in its own order: one that is not the next has been passed over, or comes again.
      if (count <= before) seen.repeated += 1;
      else seen.missed += count - before - 1;
      last.set(key, Math.max(count, before));
      seen.read += 1;
    }
    cursors = [...cursors.filter((cursor) => cursor.stream !== header.stream), { stream: header.stream, epoch: header.epoch, seq: header.to }];
  };
  for (;;) {
    const over = isOver();
    const { frames, more } = await pullFrames(centre, device, cursors, 4_000_000);
    seen.pulls += 1;
    frames.forEach(take);
    if (over && frames.length === 0 && !more) break;
    // A laptop asks again when it has applied what came, not at once; and the writers need the processor too.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  for (const [stream, writers] of written) for (const [writer, count] of writers) seen.missed += count - (last.get(`${stream} ${writer}`) ?? 0);
  return seen;
};
