import { packParts } from '../../../shared/sync/parts.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { DeviceId } from '../../../shared/base/ids.ts';
import type { Cursor } from '../../../shared/sync/frame.ts';
import { limits } from '../../../shared/sync/limits.ts';
import type { OfficeReply, OfficeRequest } from '../../../shared/sync/messages.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listUnposted, markPosted } from '../store/office-papers.ts';
import type { Session } from '../sync/open-session.ts';
import { post } from '../sync/post.ts';
import { showProgress } from '../sync/progress.ts';
import { signedRequest } from '../sync/signed-request.ts';
import { findOfficeRoster, keepRoster, listOfficePeers } from './office-roster.ts';
import { findOfficeReply, type ReadReply } from './office-reply.ts';
import { dropReadNews, keepNews, newsFrom } from './carried-news.ts';
import { keepCarriedLease } from './carried-leases.ts';
import { findReadyMove, moveLaptop } from './move-laptop.ts';
import { takeGone } from './take-gone.ts';
import { nothingUnheard, ownUnheard } from './own-unheard.ts';
import { takeLetter } from './take-letter.ts';
import { takeOwnManifests } from './take-manifests.ts';
import { takeOfficeReceipt } from './take-office-receipt.ts';
import { keepLetterTime, lettersHash, urgentHash, writeLetters, type WrittenLetter } from './write-letters.ts';

/** An office of one laptop asks who else there is so seldom; one of several, at a warm line, whether there is mail. Milliseconds. */
const aloneEvery = 3_600_000;
const togetherEvery = 600_000;
/** Round trips of one exchange at most: what is left goes with the next sync. */
const mostRounds = 50;
const replyBytes = 262_144;
/** Of this laptop's own, or of others', in one request. */
const mostLetters = 16;

/** True where the office has something to say that nobody hears from the centre, or the mailbox is to be asked: at every handshake (`isCold`), on a warm line now and then. A centre of an earlier version is asked as seldom as if the office were one laptop's. */
export const isOfficeDue = (host: Host, isCold = false): boolean => {
  const { replica } = getOffice(host);
  const since = host.clock.now() - (findDeviceSetting(replica.db, 'office.askedAt') ?? 0);
  if (!isCold && findReadyMove(host)) return true;
  // No warm link is given up for it meanwhile; a handshake asks all the same.
  if (!isCold && host.officeRefusedAt !== undefined && host.clock.elapsed() - host.officeRefusedAt < togetherEvery) return false;
  const hasOthers = (findOfficeRoster(replica.db)?.devices.length ?? 0) > 1 || replica.db.find('SELECT 1 FROM office_entry WHERE ended = 0 LIMIT 1') !== undefined;
  if (!hasOthers || host.carries === false) return Math.abs(since) > aloneEvery;
  return isCold || host.isOfficeAnswered === true || Math.abs(since) > togetherEvery || listUnposted(replica.db).length > 0 || urgentHash(host) !== findDeviceSetting(replica.db, 'office.urgent');
};

/** Refusals that say something of the mailbox itself: it is not there, or does not understand. */
const ofMailbox: ReadonlySet<string> = new Set(['notFound', 'malformed', 'tooLarge']);

/** As many laptops as one request may ask of. */
const mostAsked = 16;

/** Entries that are still open here, by laptop, `own` first: the centre may have answered for them, those too of which it is not known here that they were released. */
const openEntries = (host: Host, own: readonly number[]): NonNullable<OfficeRequest['receipts']> => {
  const { certificate, replica } = getOffice(host);
  const rows = replica.db.list<{ device: string; numbers: string }>(`SELECT device, json_group_array(number) AS numbers FROM (SELECT device, number FROM office_entry WHERE ended = 0 ORDER BY device, number) GROUP BY device LIMIT ${mostAsked}`);
  const others = rows.map(({ device, numbers }) => ({ device: device as DeviceId, numbers: (JSON.parse(numbers) as number[]).slice(0, 2000) }));
  return [...(own.length > 0 ? [{ device: certificate.device, numbers: [...own] }] : []), ...others].slice(0, mostAsked);
};

/** `newsOf`: from where on news were asked for. */
const takeReply = (host: Host, read: ReadReply, newsOf: readonly Cursor[] | undefined): Result<number, AppError> => {
  const { certificate, replica } = getOffice(host);
  const before = findOfficeRoster(replica.db);
  const roster = read.roster ? keepRoster(host, read.roster) : ok();
  if (!roster.ok) return roster;
  for (const { bytes } of read.mail) {
    const taken = takeLetter(host, bytes, 'line');
    if (!taken.ok) return taken;
    if (typeof taken.value === 'string') host.log('letterPassed', { why: taken.value });
  }
  // Before the receipts: what these put aside of a laptop that is gone would be told to nobody.
  const ended = takeGone(host, before, read.reply.gone);
  if (!ended.ok) return ended;
  for (const file of read.receipts) {
    const taken = takeOfficeReceipt(host, file);
    if (!taken.ok) return taken;
  }
  for (const certificate of read.certificates) {
    const kept = keepCarriedLease(host, certificate);
    if (!kept.ok) return kept;
  }
  const last = read.mail.at(-1)?.seq;
  const saved = replica.commit({
    durability: 'normal',
    documents: [],
    sql: (db) => {
      if (last !== undefined) putDeviceSetting(db, 'office.mail', last);
      takeOwnManifests(db, certificate.device, read.manifests);
      dropReadNews(db);
      keepNews(db, newsOf, read.reply.newsTo, read.news);
    },
  });
  return saved.ok ? ok(read.mail.length + read.news.length) : saved;
};

/** What this laptop has to tell now, as hashes, and the letters of it that are still to be posted. */
type Telling = { readonly hash: string; readonly urgent: string; readonly letters: readonly WrittenLetter[] };

/** What one request brings of letters: at least one, where there is any. */
const firstOf = <L extends { readonly bytes: Uint8Array }>(letters: readonly L[]): L[] => {
  let bytes = 0;
  const cut = letters.findIndex((letter, at) => ((bytes += letter.bytes.length) > limits.letter && at > 0) || at >= mostLetters);
  return cut === -1 ? [...letters] : letters.slice(0, cut);
};

/** What is to be noted once `count` letters of a telling were answered: it is posted with the last of them, and only where the centre keeps all. Undefined while others follow. */
const settle = ({ hash, urgent, letters }: Telling, count: number, posted: OfficeReply['posted']): { readonly posted?: string; readonly urgent: string } | undefined => {
  if (posted.slice(0, count).some((one) => one !== 'kept')) return { urgent };
  return count === letters.length ? { posted: hash, urgent } : undefined;
};

/**
 * One exchange with the mailbox of the office: posts what this laptop has to tell (and what it was given for others on a stick), takes the others' letters, the receipts of what they made, their renewed leases and what is new for them. A centre
 * that knows no mailbox is left alone. `isLast`: nothing follows in this sync; a laptop that was told to move and has handed in all it had does so. Errors: Offline, Cancelled, those of the storage; a refusal stops nothing, and is noted where it is about the mailbox.
 */
export const exchangeOffice = async (host: Host, session: Session, signal: AbortSignal, isLast = false): Promise<Result<void, AppError>> => {
  const { replica } = getOffice(host);
  const ready = isLast ? findReadyMove(host) : undefined;
  if (ready) return moveLaptop(host, session, ready, signal);
  const { db } = replica;
  // What is being told, whose letters may need more than one request, and what the centre has not kept in this exchange, which the next one tells again.
  let telling: Telling | undefined;
  let refused: string | undefined;
  const isSaid = (hash: string): boolean => hash === '' || hash === refused || hash === findDeviceSetting(db, 'office.posted');
  for (let round = 0; round < mostRounds; round++) {
    const [hash, urgent] = [lettersHash(host), urgentHash(host)];
    if (!telling && !isSaid(hash)) {
      const letters = writeLetters(host);
      const kept = keepLetterTime(host, letters);
      if (!kept.ok) return kept;
      telling = { hash, urgent, letters };
    }
    const passed = firstOf(listUnposted(db));
    const own = firstOf(telling?.letters ?? []);
    const sent = [...own.map(({ bytes }) => bytes), ...passed.map(({ bytes }) => bytes)];
    const news = newsFrom(db);
    const leases = listOfficePeers(db).filter((peer) => peer.via === 'stick').map(({ device }) => device as DeviceId);
    // Of this laptop's own once in a sync, before it hands anything in.
    const { unanswered, withoutBatch } = round === 0 && !isLast ? ownUnheard(db) : nothingUnheard;
    const request: OfficeRequest = {
      roster: findOfficeRoster(db)?.number ?? 0, taken: findDeviceSetting(db, 'office.mail') ?? 0, letters: sent.length, receipts: openEntries(host, unanswered), maxBytes: replyBytes,
      ...(unanswered.length + withoutBatch.length > 0 ? { manifests: [...withoutBatch] } : {}),
      ...(news ? { news: [...news] } : {}), ...(leases.length > 0 && round === 0 ? { leases } : {}),
    };
    const body = packParts([utf8(canonicalJson(request)), ...sent]);
    const answer = await post(host, signedRequest(host, session, 'office', body, signal));
    if (!answer.ok && answer.error.type !== 'ServerRefused') return answer;
    const refusal = answer.ok || answer.error.type !== 'ServerRefused' ? undefined : answer.error.detail;
    if (refusal !== undefined && !ofMailbox.has(refusal)) {
      // A centre that is being restarted, or has too much to do, has its mailbox all the same.
      host.officeRefusedAt = host.clock.elapsed();
      host.log('officeRefused', { why: refusal });
      return ok();
    }
    host.officeRefusedAt = undefined;
    const read = answer.ok ? findOfficeReply(answer.value) : undefined;
    host.carries = read !== undefined;
    host.isOfficeAnswered = false;
    // Read before the commit: what a commit writes is settled when it begins.
    const askedAt = host.clock.now();
    const asked = replica.commit({
      durability: 'normal',
      documents: [],
      sql: (writable) => {
        putDeviceSetting(writable, 'office.askedAt', askedAt);
        if (!read) return;
        if (!findDeviceSetting(writable, 'device.moving')?.asked) putDeviceSetting(writable, 'device.moving', read.reply.moving ?? null);
        const settled = telling ? settle(telling, own.length, read.reply.posted) : hash === refused ? undefined : { posted: hash, urgent };
        if (settled?.posted !== undefined) putDeviceSetting(writable, 'office.posted', settled.posted);
        // One that is not kept makes no handshake of its own either: it goes with the next there is.
        if (settled) putDeviceSetting(writable, 'office.urgent', settled.urgent);
        for (const [at, letter] of passed.entries()) if (read.reply.posted[own.length + at] !== 'full') markPosted(writable, letter);
      },
    });
    if (!asked.ok) return asked;
    if (!read) {
      host.log('officeRefused', { why: refusal ?? 'reply' });
      return ok();
    }
    showProgress(host, { bytesUp: host.sync.bytesUp + body.length, bytesDown: host.sync.bytesDown + (answer.ok ? answer.value.length : 0) });
    if (telling) {
      const why = read.reply.posted.slice(0, own.length).find((one) => one !== 'kept');
      if (why !== undefined) host.log('letterRefused', { why });
      refused = why === undefined ? refused : telling.hash;
      telling = why === undefined && telling.letters.length > own.length ? { ...telling, letters: telling.letters.slice(own.length) } : undefined;
    }
    const taken = takeReply(host, read, news);
    if (!taken.ok) return taken;
    const isMorePassed = passed.length > 0 && !read.reply.posted.slice(own.length).includes('full') && listUnposted(db).length > 0;
    if ((!read.reply.more || taken.value === 0) && telling === undefined && !isMorePassed && isSaid(lettersHash(host))) return ok();
  }
  return ok();
};
