import type { AppError } from '../../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import { streamKindOf, type CollectionName } from '../../../../shared/domain/collection.ts';
import { mostItems, StreamSums } from '../../../../shared/sync/compare/compare-messages.ts';
import { findSum, leafBits, sumOf, sumText, type Leaf } from '../../../../shared/sync/compare/stream-sum.ts';
import { decodeFrame } from '../../../../shared/sync/decode-frame.ts';
import { findMessage } from '../../../../shared/sync/find-message.ts';
import type { Cursor, StreamName } from '../../../../shared/sync/frame.ts';
import { findDeviceSetting, putDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findCursor } from '../../store/cursors.ts';
import { historyOf } from '../../store/journal.ts';
import { officeAuthorsOf } from '../../store/office-entries.ts';
import { repairDocuments, type ForeignDocument } from '../apply-frame.ts';
import type { Session } from '../open-session.ts';
import { foreignAnswer } from '../post.ts';
import { showProgress } from '../progress.ts';
import { createAsk, type Ask } from './ask-centre.ts';
import { findDifferences, type Differences } from './find-differences.ts';
import { comparedKinds, listOwnLeaves, readOwnSum } from './own-sums.ts';

type Found = { readonly cursor: Cursor } & Differences;

/** The streams that differ, as they stand, with what differs in each. 'enough': one has gone on. */
const findAll = async (host: Host, ask: Ask): Promise<Result<readonly Found[] | 'enough', AppError>> => {
  const answer = await ask({ ask: 'streams' });
  if (!answer.ok || answer.value === 'enough') return answer.ok ? ok('enough') : answer;
  const said = findMessage(StreamSums, answer.value);
  if (!said) return foreignAnswer(host, 'streams');
  const kinds = comparedKinds(host);
  const own = Map.groupBy(listOwnLeaves(host, kinds), ({ c }) => streamKindOf(c as CollectionName));
  const all: Found[] = [];
  for (const { stream, epoch, seq, sum } of said.streams) {
    const leaves: readonly Leaf[] = own.get(stream.split('/')[1] as ReturnType<typeof streamKindOf>) ?? [];
    const cursor = findCursor(getOffice(host).replica.db, stream);
    if (cursor?.epoch !== epoch || cursor.seq !== seq) return ok('enough');
    if (stream.split('/')[1] === 'expert' || sumOf(leaves.map((leaf) => leafBits(host.crypto.sha256, leaf))) === findSum(sum)) continue;
    const found = await findDifferences(host, ask, { stream, epoch, seq }, leaves);
    if (!found.ok || found.value === 'enough') return found.ok ? ok('enough') : found;
    all.push({ cursor: { stream, epoch, seq }, ...found.value });
  }
  return ok(all);
};

/** What somebody here has written goes by nobody's hand: only what no journal of this office knows may be taken away. */
const isNobodys = (host: Host, { i }: Leaf): boolean => {
  const { db } = getOffice(host).replica;
  return historyOf(db, i).length === 0 && officeAuthorsOf(db, i).length === 0;
};

const repair = async (host: Host, ask: Ask, { cursor, wanted, foreign }: Found): Promise<Result<number, AppError>> => {
  let repaired = 0;
  for (let at = 0; at === 0 || at < wanted.length; at += mostItems) {
    const part = wanted.slice(at, at + mostItems);
    const header = { ...cursor, stream: cursor.stream as StreamName, from: cursor.seq, to: cursor.seq, head: cursor.seq, items: part.length };
    const answer = part.length === 0 ? undefined : await ask({ ask: 'items', cursor, documents: part.map(({ c, i }) => [c as CollectionName, i]) });
    if (answer && (!answer.ok || answer.value === 'enough')) return answer.ok ? ok(repaired) : answer;
    const frame = answer && decodeFrame(host.crypto, answer.value as Uint8Array);
    const isAsked = frame?.ok && frame.value.header.stream === cursor.stream && frame.value.items.every((item) => part.some(({ c, i }) => item.c === c && item.i === i));
    if (frame && !isAsked) return foreignAnswer(host, 'items');
    const items = frame?.ok ? frame.value.items : [];
    // Asked after the last answer was waited for: somebody may have written on one of them meanwhile.
    const gone = at + mostItems >= wanted.length ? foreign.filter((leaf) => isNobodys(host, leaf)) : [];
    const last = gone.map(({ c, i }): ForeignDocument => ({ c: c as CollectionName, i }));
    const written = items.length + last.length > 0 ? repairDocuments(host, header, items, last) : ok();
    if (!written.ok) return written;
    repaired += items.length + last.length;
  }
  return ok(repaired);
};

/** What was not repaired is told once, and looked at again when either side has changed: never sync after sync for nothing. */
const keepUnequal = (host: Host, pair: string | null): Result<void, AppError> => {
  const { replica } = getOffice(host);
  if ((findDeviceSetting(replica.db, 'sync.unequal') ?? null) === pair) return ok();
  return replica.commit({ durability: 'normal', documents: [], sql: (db) => putDeviceSetting(db, 'sync.unequal', pair) });
};

const isRefusal = (error: AppError): boolean => error.type === 'ServerRefused' && ['notFound', 'tooLarge', 'tooMany', 'malformed', 'internal'].includes(error.detail);

/**
 * Compares what is here with the sum that the centre said of its streams, all of which have been read to their heads. Where it is another, the documents that differ are found and put right, what this office has on top of them staying there;
 * what remains is told (`unequal`), never tried for ever. A centre that cannot be asked leaves the sync as it is. Errors: those of `post` and of the storage, ServerNonsense.
 */
export const compareStreams = async (host: Host, session: Session, said: string, signal: AbortSignal): Promise<Result<void, AppError>> => {
  const theirs = findSum(said);
  const kinds = comparedKinds(host);
  if (theirs === undefined) return foreignAnswer(host, 'sum');
  const kept = readOwnSum(host, kinds, false);
  if (kept === theirs) return keepUnequal(host, null);
  // First whether it is the checksum alone that is wrong.
  const own = readOwnSum(host, kinds, true);
  host.log('divergence', { sum: own === theirs });
  if (own === theirs) return keepUnequal(host, null);
  const pairOf = (sum: bigint) => `${sumText(sum)} ${said}`;
  if (findDeviceSetting(getOffice(host).replica.db, 'sync.unequal') === pairOf(own)) {
    showProgress(host, { unequal: Math.max(1, host.sync.unequal) });
    return ok();
  }
  const ask = createAsk(host, session, signal);
  const found = await findAll(host, ask);
  if (!found.ok || found.value === 'enough') return !found.ok && !isRefusal(found.error) ? found : ok();
  let left = found.value.reduce((sum, { wanted, foreign }) => sum + wanted.length + foreign.length, 0);
  for (const one of found.value) {
    const repaired = await repair(host, ask, one);
    if (!repaired.ok) {
      if (!isRefusal(repaired.error)) return repaired;
      continue;
    }
    left -= repaired.value;
    showProgress(host, { repaired: host.sync.repaired + repaired.value });
  }
  const after = readOwnSum(host, kinds, false);
  host.log('divergenceRepaired', { documents: host.sync.repaired, left });
  if (after === theirs) return keepUnequal(host, null);
  showProgress(host, { unequal: Math.max(1, left) });
  // Something was put right: the rest has its turn with the next sync.
  return after === own ? keepUnequal(host, pairOf(own)) : ok();
};
