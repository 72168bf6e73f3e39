import { toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ChunkOffer, ChunkRequest } from '../../../shared/sync/messages.ts';
import type { BulkFrame } from '../platform/bulk-frame.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findCursor } from '../store/cursors.ts';
import { appendChunkPart, chunkBytesHere, dropChunks, forgetChunk, readChunk } from '../store/chunk-parts.ts';
import { applyPiece, ChunkItems } from './apply-chunk.ts';
import { breathe } from './breathe.ts';
import type { Session } from './open-session.ts';
import { post } from './post.ts';
import { showProgress } from './progress.ts';
import { signedRequest } from './signed-request.ts';

/** Bytes that may be lost with a crash of this program, if they took longer to come than so many milliseconds: on a quick line they are not written twice. A cut of the line loses none. */
const [keepEvery, keepAfter] = [32_768, 1000];

/** A chunk that is whole and has the hash it was offered by. */
export type FetchedChunk = { readonly offer: ChunkOffer; readonly bytes: Uint8Array };

const nonsense = (host: Host, hash: string): Result<never, AppError> => {
  const dropped = getOffice(host).replica.commit({ durability: 'normal', documents: [], sql: (db) => forgetChunk(db, hash) });
  return dropped.ok ? err({ type: 'ServerNonsense', detail: 'chunk' }) : dropped;
};

/**
 * Fetches a chunk from where it stopped the last time. Every byte that arrives is kept. Errors: those of `post` and of the storage; ServerNonsense where the bytes are not the chunk (what was
 * kept of it is forgotten).
 */
export const fetchChunk = async (host: Host, session: Session, offer: ChunkOffer, signal: AbortSignal): Promise<Result<FetchedChunk, AppError>> => {
  const { replica } = getOffice(host);
  const already = chunkBytesHere(replica.db, offer.hash);
  let [kept, held, holding] = [already, [] as Uint8Array[], 0];
  let keptAt = host.clock.elapsed();
  const keep = (): Result<void, AppError> => {
    if (holding === 0) return ok();
    const bytes = concatBytes(...held);
    const saved = replica.commit({ durability: 'normal', documents: [], sql: (db) => {
      if (kept === 0) dropChunks(db, offer.hash);
      appendChunkPart(db, offer.hash, kept, bytes);
    } });
    if (saved.ok) [kept, held, holding] = [kept + bytes.length, [], 0];
    return saved;
  };
  if (already < offer.size) {
    const request: ChunkRequest = { hash: offer.hash, offset: already };
    const began = host.clock.elapsed();
    const ahead = host.chunksAhead;
    if (ahead) ahead.since ??= began;
    const answer = await post(host, {
      ...signedRequest(host, session, 'chunk', utf8(canonicalJson(request)), signal),
      onBytes: (bytes) => {
        if (kept + holding + bytes.length > offer.size) return { type: 'ServerNonsense', detail: 'chunk' };
        held.push(bytes);
        holding += bytes.length;
        host.sync = { ...host.sync, bytesDown: host.sync.bytesDown + bytes.length };
        if (ahead) [ahead.left, ahead.come] = [ahead.left - bytes.length, ahead.come + bytes.length];
        host.notices.tell('sync');
        if (holding < keepEvery || kept + holding === offer.size || host.clock.elapsed() - keptAt < keepAfter) return undefined;
        keptAt = host.clock.elapsed();
        const saved = keep();
        showProgress(host, {});
        return saved.ok ? undefined : saved.error;
      },
    });
    const whole = kept + holding === offer.size;
    // Of a chunk that came in one go nothing needs to be kept on the way.
    const saved = whole && kept === 0 ? ok() : keep();
    if (!answer.ok) return answer;
    if (!saved.ok) return saved;
    const seconds = (host.clock.elapsed() - began) / 1000;
    if (offer.size - already > 10_000) host.bytesPerSecond = (offer.size - already) / seconds;
  }
  const bytes = holding > 0 ? concatBytes(...held) : readChunk(replica.db, offer.hash);
  return toBase64url(host.crypto.sha256(bytes)) === offer.hash ? ok({ offer, bytes }) : nonsense(host, offer.hash);
};

/** How many bytes of an offered chunk are not here yet. */
export const missingBytes = (host: Host, offer: ChunkOffer): number => Math.max(0, offer.size - chunkBytesHere(getOffice(host).replica.db, offer.hash));

/** How many items of an offered chunk are not here yet: frames may have brought the beginning of it before the centre had made it. */
export const missingItems = (host: Host, offer: ChunkOffer): number => {
  const cursor = findCursor(getOffice(host).replica.db, offer.stream);
  return Math.max(0, offer.to - Math.max(offer.from, cursor?.epoch === offer.epoch ? cursor.seq : 0));
};

/**
 * Makes a chunk part of the replica, a transaction for each of its pieces; `tell` hears of each how many items in it were new. What was written stays: the next sync goes on behind it. Errors: those of the storage and of
 * `applyFrame`; ServerNonsense where it is not what was offered.
 */
export const takeChunk = async (host: Host, { offer, bytes }: FetchedChunk, frames: AsyncIterable<BulkFrame>, tell: (items: number) => void): Promise<Result<void, AppError>> => {
  const [{ office }, chunk] = [host, new ChunkItems(host, bytes)];
  let reached = offer.from;
  for await (const frame of frames) {
    // Locked meanwhile: the office it was for is closed.
    if (host.office !== office) return err({ type: 'Cancelled' });
    const { stream, epoch, from, to } = frame.header;
    if (stream !== offer.stream || epoch !== offer.epoch || from < offer.from || from > reached || to > offer.to) break;
    const missing = missingItems(host, offer);
    const applied = applyPiece(host, chunk, frame, to === offer.to ? (db) => forgetChunk(db, offer.hash) : undefined);
    if (!applied.ok) return applied;
    host.broughtAt = host.clock.elapsed();
    reached = Math.max(reached, to);
    // At once, and not when somebody comes to clean up: a load would leave some tens of megabytes behind every second.
    frame.bodies.buffer.transfer(0);
    tell(missing - missingItems(host, offer));
    await breathe();
  }
  if (host.office !== office) return err({ type: 'Cancelled' });
  return reached === offer.to ? ok() : nonsense(host, offer.hash);
};
