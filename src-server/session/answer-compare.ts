import { concatBytes, utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { CompareRequest, mostLeaves, movedOn, rangeStep, type StreamLeaves, type StreamSums } from '../../shared/sync/compare/compare-messages.ts';
import { sumBytes, sumText } from '../../shared/sync/compare/stream-sum.ts';
import { encodeFrame } from '../../shared/sync/encode-frame.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import type { StreamName } from '../../shared/sync/frame.ts';
import type { RefusalCode } from '../../shared/sync/messages.ts';
import type { SyncCentre } from '../centre.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';

type Asked<A extends CompareRequest['ask']> = Extract<CompareRequest, { readonly ask: A }>;

const tellSums = async (tables: CentreTables, device: string, { cursor, bits, of }: Asked<'sums'>): Promise<Uint8Array> => {
  const found = new Map((await tables.listRangeSums(device, cursor.stream, bits, of)).map(({ part, sum }) => [part, sum]));
  return concatBytes(...of.flatMap((range) => Array.from({ length: 2 ** rangeStep }, (_, at) => sumBytes(found.get(range * 2 ** rangeStep + at) ?? 0n))));
};

const tellLeaves = async (centre: SyncCentre, tables: CentreTables, device: string, { cursor, bits, of }: Asked<'leaves'>): Promise<Result<Uint8Array, RefusalCode>> => {
  const found = await tables.listRangeLeaves(device, cursor.stream, bits, of);
  if (found.length > mostLeaves) return err('tooLarge');
  const said: StreamLeaves = { leaves: found.map(({ c, i, v }) => [c, i, v]) };
  return ok(centre.crypto.compress(utf8(canonicalJson(said))));
};

/**
 * Where a device that has not what its streams say finds out what it is: sums of ranges, what is in them, and the documents (PROTOCOL.md, "Divergence"). One answer is of one snapshot, and of the stream as it stands
 * at the device's cursor. Refusals: `malformed`; `notFound` for a stream that the device may not read; `tooLarge` where more is asked for than one answer holds.
 */
export const answerCompare = async (centre: SyncCentre, device: Device, body: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
  const asked = findMessage(CompareRequest, body);
  if (!asked) return err('malformed');
  let items = 0;
  const answer = await centre.store.inTransaction(async (tables): Promise<Result<Uint8Array, RefusalCode>> => {
    const streams = (await tables.listStreamSums(device.id)).map((row) => ({ ...row, epoch: Math.max(row.epoch, centre.epoch) }));
    if (asked.ask === 'streams') {
      const said: StreamSums = { streams: streams.map(({ name, epoch, seq, sum }) => ({ stream: name as StreamName, epoch, seq, sum: sumText(sum) })) };
      return ok(utf8(canonicalJson(said)));
    }
    const { cursor } = asked;
    const stream = streams.find(({ name }) => name === cursor.stream);
    if (!stream) return err('notFound');
    if (stream.epoch !== cursor.epoch || stream.seq !== cursor.seq) return ok(Uint8Array.of(movedOn));
    if (asked.ask === 'sums') return ok(await tellSums(tables, device.id, asked));
    if (asked.ask === 'leaves') return tellLeaves(centre, tables, device.id, asked);
    const found = await tables.listLeafItems(device.id, cursor.stream, asked.documents);
    items = found.length;
    return ok(encodeFrame(centre.crypto, { stream: cursor.stream, epoch: cursor.epoch, from: cursor.seq, to: cursor.seq, head: cursor.seq, items }, found));
  }, 'repeatable read read only');
  if (answer.ok) centre.watch?.compared(asked.ask, items);
  return answer;
};
