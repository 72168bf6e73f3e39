import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { reportBug } from '../session/report-bug.ts';
import { findCursor } from '../store/cursors.ts';
import { countUnsent } from '../store/journal.ts';
import { applyFrame } from './apply-frame.ts';
import { applyReceipt } from './apply-receipt.ts';
import { exchange, type Exchange } from './exchange.ts';
import { openSession, type Session } from './open-session.ts';
import { dropOutbox, takeOutbox, type Outbox } from './outbox.ts';
import { showProgress } from './progress.ts';

/** Lets commands and queries through between two frames: a long sync must not freeze the window. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A reply is read whole before it is applied, so a cut costs it: it is as large as about four seconds of this link, within limits. */
const nextReplyBytes = (bytes: number, seconds: number): number => (seconds < 2 ? Math.min(bytes * 2, 2_097_152) : seconds > 8 ? Math.max(bytes / 2, 16_384) : bytes);

const applyAnswer = (host: Host, outbox: Outbox | undefined, { answer, receipt }: Exchange): Result<void, AppError> => {
  if (!outbox || !answer || !receipt) return ok();
  if (answer.refused !== undefined) {
    const dropped = dropOutbox(host);
    return dropped.ok ? err({ type: 'ServerRefused', detail: answer.refused }) : dropped;
  }
  const applied = applyReceipt(host, outbox, receipt, answer.lines);
  if (applied.ok) showProgress(host, { entriesSent: host.sync.entriesSent + outbox.entries.length, receipts: host.sync.receipts + 1 });
  return applied;
};

const applyFrames = async (host: Host, { frames }: Exchange, signal: AbortSignal): Promise<Result<void, AppError>> => {
  const { db } = getOffice(host).replica;
  const heads = new Map(frames.map(({ header }) => [header.stream, header]));
  const ahead = [...heads.values()].reduce((sum, { stream, head, epoch }) => {
    const cursor = findCursor(db, stream);
    return sum + head - (cursor?.epoch === epoch ? cursor.seq : 0);
  }, 0);
  showProgress(host, { itemsToReceive: Math.max(host.sync.itemsToReceive, host.sync.itemsReceived + ahead) });
  for (const { header, items } of frames) {
    if (signal.aborted) return err({ type: 'Cancelled' });
    const applied = applyFrame(host, header, items);
    if (!applied.ok) return applied;
    showProgress(host, { itemsReceived: host.sync.itemsReceived + items.length });
    await breathe();
  }
  return ok();
};

/** One round trip and all it brings; says whether another is needed. */
const runRound = async (host: Host, session: Session, signal: AbortSignal): Promise<Result<boolean, AppError>> => {
  const outbox = takeOutbox(host);
  if (!outbox.ok) return outbox;
  const began = host.clock.elapsed();
  const exchanged = await exchange(host, session, outbox.value, signal);
  if (!exchanged.ok) return exchanged;
  session.maxBytes = nextReplyBytes(session.maxBytes, (host.clock.elapsed() - began) / 1000);
  showProgress(host, { bytesUp: host.sync.bytesUp + exchanged.value.up, bytesDown: host.sync.bytesDown + exchanged.value.down });
  const answered = applyAnswer(host, outbox.value, exchanged.value);
  if (!answered.ok) return answered;
  const pulled = await applyFrames(host, exchanged.value, signal);
  if (!pulled.ok) return pulled;
  if (exchanged.value.more && exchanged.value.frames.length === 0) return err({ type: 'ServerNonsense', detail: 'noProgress' });
  return ok(exchanged.value.more || countUnsent(getOffice(host).replica.db).released > 0);
};

/** Rounds until there is nothing more on either side. A session the centre has forgotten (it was restarted) is opened anew, once. */
const runRounds = async (host: Host, signal: AbortSignal): Promise<Result<void, AppError>> => {
  let session = await openSession(host, signal);
  let renewed = false;
  if (!session.ok) return session;
  showProgress(host, { phase: 'exchanging', bytesUp: session.value.up, bytesDown: session.value.down });
  for (;;) {
    const round = await runRound(host, session.value, signal);
    if (round.ok && !round.value) return ok();
    if (round.ok) continue;
    if (renewed || round.error.type !== 'ServerRefused' || round.error.detail !== 'noSession') return round;
    renewed = true;
    session = await openSession(host, signal);
    if (!session.ok) return session;
  }
};

/** A whole sync. Never throws; its end is 'done' only where everything was exchanged. Whatever it did before a failure stays done. */
export const runSync = async (host: Host, signal: AbortSignal): Promise<void> => {
  let ended: Result<void, AppError>;
  try {
    ended = await runRounds(host, signal);
  } catch (error) {
    ended = err(reportBug(host, 'sync', error));
  }
  const endedAt = host.clock.instant();
  if (ended.ok) showProgress(host, { phase: 'done', endedAt, error: null });
  else showProgress(host, { phase: ended.error.type === 'Cancelled' ? 'cancelled' : 'failed', endedAt, error: ended.error });
  host.log('syncEnded', { type: ended.ok ? 'done' : ended.error.type, sent: host.sync.entriesSent, received: host.sync.itemsReceived });
  host.notices.tell('session');
};
