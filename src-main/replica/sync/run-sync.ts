import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import type { SyncReply } from '../../../shared/sync/messages.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { hasStaffToTell } from '../session/staff-leavings.ts';
import { reportBug } from '../session/report-bug.ts';
import { listActing } from '../store/acting-orders.ts';
import { findCursor, listCursors } from '../store/cursors.ts';
import { applyCarriedReceipt, nextTurn } from '../office/carried-outbox.ts';
import { exchangeOffice, isOfficeDue } from '../office/exchange-office.ts';
import { lookOver } from './compare/look-over.ts';
import { checkStreams } from './compare/check-streams.ts';
import { applyFrame } from './apply-frame.ts';
import { applyReceipt } from './apply-receipt.ts';
import { exchangeFiles } from './exchange-files.ts';
import { breathe } from './breathe.ts';
import { exchange } from './exchange.ts';
import { fetchChunks } from './fetch-chunks.ts';
import { findReadyMove, moveLaptop } from '../office/move-laptop.ts';
import { handInLast } from './hand-in-last.ts';
import { indexInSlices } from './index-in-slices.ts';
import { openSession, type Session } from './open-session.ts';
import { fitToLine, isCutLine, noteReceipt } from './fit-to-line.ts';
import { dropOutbox, type Outbox } from './outbox.ts';
import { showProgress, shownProgress } from './progress.ts';
import { takeCut } from './take-cut.ts';
import { carryingOf, takeNext } from './take-next.ts';
import { coolDown, findWarmSession, warmUp } from './warm-link.ts';

/** A reply is as large as about twenty seconds of this link, within limits, so that what is typed meanwhile need not wait for long. */
const nextReplyBytes = (bytes: number, seconds: number): number => (seconds < 10 ? Math.min(bytes * 2, 2_097_152) : seconds > 40 ? Math.max(Math.floor(bytes / 2), 16_384) : bytes);

/** Refusals that may be about something in the envelope; the others would be the same for any. */
const aboutContent = new Set<string>(['malformed', 'tooLarge', 'internal']);

const applyAnswer = (host: Host, session: Session, outbox: Outbox | undefined, answer: SyncReply['envelopes'][number], receipt: { readonly bytes: Uint8Array; readonly signature: Uint8Array }): Result<void, AppError> => {
  if (!outbox) return ok();
  if (answer.refused !== undefined && outbox.carried !== undefined) {
    // Another's entries: they stay here until a centre takes them, and hold up nothing of this laptop's that was not built on them.
    session.notCarried.add(outbox.carried);
    host.log('carriedRefused', { why: answer.refused });
    return ok();
  }
  if (answer.refused !== undefined) {
    const dropped = dropOutbox(host);
    if (!dropped.ok) return dropped;
    // Halved until what is sound has gone and the one that is refused stands alone: the same entries sealed anew would be refused for ever.
    if (!aboutContent.has(answer.refused) || outbox.entries.length === 1) return err({ type: 'ServerRefused', detail: answer.refused });
    session.mostEntries = Math.ceil(outbox.entries.length / 2);
    return ok();
  }
  const applied = outbox.carried === undefined ? applyReceipt(host, outbox, receipt, answer.lines) : applyCarriedReceipt(host, outbox, receipt, answer.lines);
  if (applied.ok) noteReceipt(host, outbox);
  if (applied.ok) showProgress(host, { entriesSent: host.sync.entriesSent + outbox.entries.length, receipts: host.sync.receipts + 1, quarantined: host.sync.quarantined + answer.lines.filter((line) => line.r === 'quarantined').length });
  return applied;
};

/** Items of the streams that are still to come, by stream, as the newest frame of each says. */
type Ahead = Map<string, number>;

const takeFrame = (host: Host, ahead: Ahead, header: FrameHeader, items: readonly StreamItem[]): Result<void, AppError> => {
  host.heads.set(header.stream, header.head);
  if (!ahead.has(header.stream)) {
    const cursor = findCursor(getOffice(host).replica.db, header.stream);
    ahead.set(header.stream, header.head - (cursor?.epoch === header.epoch ? cursor.seq : 0));
    const all = [...ahead.values()].reduce((sum, one) => sum + one, 0);
    showProgress(host, { itemsToReceive: Math.max(host.sync.itemsToReceive, host.sync.itemsReceived + all) });
  }
  const applied = applyFrame(host, header, items);
  if (applied.ok) showProgress(host, { itemsReceived: host.sync.itemsReceived + items.length });
  return applied;
};

/** One round trip and all it brings; says whether another is needed. */
const runRound = async (host: Host, session: Session, signal: AbortSignal): Promise<Result<boolean, AppError>> => {
  const outbox = takeNext(host, session);
  if (!outbox.ok) return outbox;
  const began = host.clock.elapsed();
  host.askedAt = began;
  const ahead: Ahead = new Map();
  let isAnswered = false;
  const exchanged = await exchange(host, session, outbox.value, {
    answer: (answer, receipt) => {
      isAnswered = true;
      return applyAnswer(host, session, outbox.value, answer, receipt);
    },
    frame: (header, items) => (signal.aborted ? err({ type: 'Cancelled' }) : takeFrame(host, ahead, header, items)),
  }, signal);
  // What came of a reply that broke off has come all the same.
  if (!exchanged.ok) [host.sync, host.underWay] = [shownProgress(host), 0];
  if (!exchanged.ok) return !isAnswered && exchanged.error.type === 'Offline' ? fitToLine(host, outbox.value, exchanged.error) : exchanged;
  const { up, down, more, frames, chunks, unclear, sum } = exchanged.value;
  const seconds = (host.clock.elapsed() - began) / 1000;
  session.maxBytes = nextReplyBytes(session.maxBytes, seconds);
  if (down > 10_000) host.bytesPerSecond = down / seconds;
  host.underWay = 0;
  showProgress(host, { bytesUp: host.sync.bytesUp + up, bytesDown: host.sync.bytesDown + down });
  session.offers = chunks;
  session.sum = sum;
  const fetched = await fetchChunks(host, session, signal);
  if (!fetched.ok) return fetched;
  if (more && frames === 0 && chunks.length === 0) return err({ type: 'ServerNonsense', detail: 'noProgress' });
  return ok(more || unclear === true || nextTurn(getOffice(host).replica.db, carryingOf(host, session)) !== undefined);
};

/** A new session. */
const beginSession = async (host: Host, signal: AbortSignal): Promise<Result<Session, AppError>> => {
  const opened = await openSession(host, signal);
  if (!opened.ok) return opened;
  showProgress(host, { bytesUp: host.sync.bytesUp + opened.value.up, bytesDown: host.sync.bytesDown + opened.value.down });
  // What colleagues wrote comes before what is handed in, which may be built on it (where it is, it waits; `nextTurn`).
  const asked = isOfficeDue(host, true) && findDeviceSetting(getOffice(host).replica.db, 'device.moving')?.asked !== true ? await exchangeOffice(host, opened.value, signal) : ok();
  // Letters that the line breaks under must not hold up what is released: the next sync goes on behind them.
  if (!asked.ok && asked.error.type === 'Offline') host.cut = { session: opened.value, at: host.clock.elapsed() };
  return asked.ok ? opened : asked;
};

/** Where there is no more, a stream ends where it has been read to: of a stream that came in chunks no frame says it, and after a restore the end that an earlier one said is none. */
const noteEnds = (host: Host): void => {
  for (const { stream, seq } of listCursors(getOffice(host).replica.db)) host.heads.set(stream, seq);
};

/** A handshake notes the contact; a sync on a warm link has none. */
const noteContact = (host: Host): Result<void, AppError> => {
  const at = host.clock.instant();
  return getOffice(host).replica.commit({ durability: 'normal', documents: [], sql: (db) => putDeviceSetting(db, 'sync.lastContactAt', at) });
};

/**
 * Rounds until there is nothing more on either side. A session the centre has forgotten (it was restarted), or a warm link that turns out to be cold, is opened anew, once.
 */
const runRounds = async (host: Host, signal: AbortSignal): Promise<Result<void, AppError>> => {
  const { db } = getOffice(host).replica;
  // What is said about staff, and of who acts for a supervisor, goes with a handshake only.
  const hasOrders = findDeviceSetting(db, 'acting.refused') !== true && listActing(db).some(({ told }) => !told);
  const hasStatements = hasOrders || hasStaffToTell(db);
  const isMoving = findDeviceSetting(db, 'device.moving')?.asked === true;
  if (hasStatements || isMoving || isOfficeDue(host)) coolDown(host);
  // A first load: the thread starts while hands are shaken.
  if (listCursors(db).length === 0) host.decoder.prepare();
  const cut = takeCut(host);
  const known = findWarmSession(host) ?? (hasStatements || isMoving ? undefined : cut);
  let session: Result<Session, AppError> = known ? ok(known) : await beginSession(host, signal);
  let renewed = false;
  if (!session.ok) return session;
  showProgress(host, { phase: 'exchanging' });
  // It had said that it was ready, and the answer was lost: it may be of the other district already.
  const area = isMoving ? findReadyMove(host) : undefined;
  if (area) {
    const moved = await moveLaptop(host, session.value, area, signal);
    if (!moved.ok || host.moved) return moved;
  }
  for (;;) {
    const isWarm = findWarmSession(host) === session.value;
    const current: Session = session.value;
    const wasCut = current.offers.length > 0 && !isWarm;
    const rest: Result<void, AppError> = wasCut ? await fetchChunks(host, current, signal) : ok();
    let round: Result<boolean, AppError> = rest.ok ? await runRound(host, current, signal) : rest;
    if (round.ok && !round.value) {
      noteEnds(host);
      const compared = await checkStreams(host, current, signal);
      if (!compared.ok) return compared;
      // Not before the last round: a request's number must rise, and the link's would race with theirs.
      const told = !isWarm && isOfficeDue(host) ? await exchangeOffice(host, current, signal, true) : ok();
      if (!told.ok) return told;
      const files = host.moved ? ok('done' as const) : await exchangeFiles(host, current, signal);
      round = files.ok ? ok(files.value === 'later') : files;
    }
    if (round.ok && !round.value) {
      // It is told to move only in the exchange before, as a rule.
      const moved = !isWarm && !host.moved && findReadyMove(host) ? await exchangeOffice(host, current, signal, true) : ok();
      if (!moved.ok) return moved;
      if (!isWarm && !host.moved) warmUp(host, current);
      // On the warm link there is no asking: another sync follows, with a handshake.
      if (isWarm && host.isOfficeAnswered && isOfficeDue(host)) host.isSyncDue = true;
      return known ? noteContact(host) : ok();
    }
    if (round.ok) continue;
    const forgotten = round.error.type === 'ServerRefused' && round.error.detail === 'noSession';
    const isCut = round.error.type === 'Offline';
    // Where no line was there at all, a handshake tells whether it is again.
    if (isCut && !isWarm && isCutLine(host)) host.cut = { session: current, at: host.clock.elapsed() };
    if (renewed || !(forgotten || (isWarm && isCut))) return round;
    renewed = true;
    coolDown(host);
    session = await beginSession(host, signal);
    if (!session.ok) return session;
  }
};

/**
 * A whole sync. Never throws; its end is 'done' only where everything was exchanged. Whatever it did before a failure stays done. `ended` is called at that end: what
 * comes after it, the looking over and the index of the search, goes on beside the work, and another sync may begin meanwhile.
 */
export const runSync = async (host: Host, signal: AbortSignal, ended: () => void = () => undefined): Promise<void> => {
  let outcome: Result<void, AppError>;
  try {
    outcome = await runRounds(host, signal);
    if (!outcome.ok && outcome.error.type === 'ServerRefused' && outcome.error.detail === 'revoked') {
      const last = await handInLast(host, signal);
      if (!last.ok) outcome = last;
    }
  } catch (error) {
    outcome = err(reportBug(host, 'sync', error));
  }
  const endedAt = host.clock.instant();
  if (outcome.ok) showProgress(host, { phase: 'done', endedAt, error: null });
  else showProgress(host, { phase: outcome.error.type === 'Cancelled' ? 'cancelled' : 'failed', endedAt, error: outcome.error });
  host.log('syncEnded', { type: outcome.ok ? 'done' : outcome.error.type, sent: host.sync.entriesSent, received: host.sync.itemsReceived });
  host.notices.tell('session');
  const looks = !host.looksOver;
  host.looksOver = true;
  ended();
  try {
    // What is found now, another sync repairs.
    if (looks && (await lookOver(host, breathe))) host.isSyncDue = true;
  } catch (error) {
    reportBug(host, 'lookOver', error);
  } finally {
    if (looks) host.looksOver = false;
  }
  host.decoder.rest();
  void indexInSlices(host);
};
