import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { BulkFrame } from '../platform/bulk-frame.ts';
import type { Host } from '../session/host-parts.ts';
import { fetchChunk, missingBytes, missingItems, takeChunk, type FetchedChunk } from './fetch-chunk.ts';
import type { Session } from './open-session.ts';
import { showProgress } from './progress.ts';

const fetchAll = async (host: Host, session: Session, signal: AbortSignal): Promise<Result<void, AppError>> => {
  const { offers } = session;
  showProgress(host, { itemsToReceive: host.sync.itemsReceived + offers.reduce((sum, offer) => sum + missingItems(host, offer), 0) });
  if (offers.length > 0) host.decoder.prepare();
  host.chunksAhead = { left: offers.reduce((sum, offer) => sum + missingBytes(host, offer), 0), come: 0, since: undefined };
  const take = async (chunk: FetchedChunk, frames: AsyncIterable<BulkFrame>): Promise<Result<void, AppError>> => {
    const taken = await takeChunk(host, chunk, frames, (items) => showProgress(host, { itemsReceived: host.sync.itemsReceived + items }));
    if (taken.ok) session.offers = session.offers.filter((offer) => offer !== chunk.offer);
    return taken;
  };
  let last: Promise<Result<void, AppError>> = Promise.resolve(ok());
  let before = last;
  for (const offer of offers) {
    if (signal.aborted) break;
    const fetched = await fetchChunk(host, session, offer, signal);
    const frames = fetched.ok ? host.decoder.decode(fetched.value.bytes) : undefined;
    const written = await before;
    if (!written.ok || !fetched.ok || !frames) {
      const rest = written.ok ? await last : written;
      return rest.ok && !fetched.ok ? fetched : rest;
    }
    // One that waits behind the one that is written: the thread that reads has always one to read.
    before = last;
    last = last.then((ended) => (ended.ok ? take(fetched.value, frames) : ended));
    // It is waited for, if not here then at the end; until then nobody need hear that it failed.
    last.catch(() => undefined);
  }
  const ended = await last;
  return ended.ok && signal.aborted ? err({ type: 'Cancelled' }) : ended;
};

/** The chunks that were offered, one after another, each from where it stopped the last time; while one comes in, two before it are read in a thread and written, piece by piece. Errors: Cancelled, those of `fetchChunk` and `takeChunk`. */
export const fetchChunks = async (host: Host, session: Session, signal: AbortSignal): Promise<Result<void, AppError>> => {
  try {
    return await fetchAll(host, session, signal);
  } finally {
    // Not before all is written: a bar does not go back.
    host.chunksAhead = undefined;
  }
};
