import { toBase64url } from '../../shared/base/base64url.ts';
import { encodeColumnFrame, encodeFrame } from '../../shared/sync/encode-frame.ts';
import type { Cursor, StreamName } from '../../shared/sync/frame.ts';
import { sumOf } from '../../shared/sync/compare/stream-sum.ts';
import type { ChunkOffer } from '../../shared/sync/messages.ts';
import type { SyncCentre } from '../centre.ts';
import type { CentreTables } from '../store/centre-store.ts';

/** Text of one frame before compression, in UTF-16 units: about 60 kB on the wire. */
const frameText = 256 * 1024;
/** Rows of one question: as many as may be needed at this many characters an item (a person is two or three thousand), or a device that takes two kilobytes has the store read a megabyte. */
const [rowsPerQuery, leastRows, usualItem] = [500, 16, 1000];

/**
 * Frames that carry `device` on from its cursors, at most `maxBytes` together (one item alone may exceed it: there must always be progress), from
 * one snapshot, so that a case never comes without its person. A cursor of another epoch, or beyond the stream's end, starts from 0. `sum`: where they lead to the end, and the device takes sums: what it must have then.
 */
export const pullFrames = (centre: SyncCentre, device: string, cursors: readonly Cursor[], maxBytes: number, frameBytes?: number): Promise<{ frames: Uint8Array[]; more: boolean; chunks?: ChunkOffer[]; sum?: bigint }> =>
  centre.store.inTransaction(async (tables) => {
    const frames: Uint8Array[] = [];
    let left = maxBytes;
    for (const stream of await tables.listCoveredStreams(device)) {
      const cursor = cursors.find((one) => one.stream === stream.name);
      // The epoch of the centre, even where a stream has not been written to since it rose: who has read of the time before reads anew.
      const epoch = Math.max(stream.epoch, centre.epoch);
      let from = cursor?.epoch === epoch && cursor.seq <= stream.seq ? cursor.seq : 0;
      // Far behind, and able to take chunks: those first, and nothing after them, since a case must not come before its person.
      const chunks = frameBytes !== undefined && stream.seq - from >= (centre.farBehind ?? farBehind) ? await offersFor(tables, device, { name: stream.name, epoch }, from) : [];
      if (chunks.length > 0) return { frames, more: true, chunks };
      while (from < stream.seq) {
        const most = Math.min(left, frameBytes ?? left);
        const inColumns = frameBytes !== undefined && stream.seq - from >= worthColumns && most >= worthColumns * 120;
        const rows = await readRows(tables, device, stream.name, from, inColumns ? most * 15 : Math.min(frameText, Math.max(most * 6, 4096)));
        const here = { ...stream, epoch, name: stream.name as StreamName };
        const frame = rows.length === 0 ? emptyFrame(centre, here, from) : fitFrame(centre, here, from, rows, most, frames.length === 0 || most < left, inColumns);
        if (!frame) return { frames, more: true };
        frames.push(frame.bytes);
        left -= frame.bytes.length;
        from = frame.to;
      }
    }
    const sums = await tables.listStreamSums(device);
    return { frames, more: false, ...(sums.length > 0 ? { sum: sumOf(sums.map(({ sum }) => sum)) } : {}) };
  }, 'repeatable read read only');

/** Items from which columns are smaller than text. */
const worthColumns = 12;

/** Items from which a chunk is worth its own request. */
const farBehind = 500;

const offersFor = async (tables: CentreTables, device: string, { name, epoch }: { name: string; epoch: number }, from: number): Promise<ChunkOffer[]> => {
  const rows = await tables.listChunks(device, name, epoch, from);
  return rows.map((row) => ({ stream: name as StreamName, epoch, from: row.after, to: row.until, hash: toBase64url(row.hash), size: row.size }));
};

type Row = { readonly seq: number; readonly item: string };

/** Rows after `from` until they hold about `textLimit`. */
const readRows = async (tables: CentreTables, device: string, stream: string, from: number, textLimit: number): Promise<Row[]> => {
  const rows: Row[] = [];
  const most = Math.min(rowsPerQuery, leastRows + Math.ceil(textLimit / usualItem));
  let text = 0;
  for (;;) {
    const more = await tables.listItems(device, stream, rows.at(-1)?.seq ?? from, most);
    for (const row of more) {
      if (rows.length > 0 && text + row.item.length > textLimit) return rows;
      rows.push(row);
      text += row.item.length;
    }
    if (more.length < most) return rows;
  }
};

/** Nothing but items that the device's program cannot read: a frame without any takes it past them, or it would be told for ever that there is more. */
const emptyFrame = (centre: SyncCentre, stream: { name: StreamName; epoch: number; seq: number }, from: number): { bytes: Uint8Array; to: number } =>
  ({ bytes: encodeFrame(centre.crypto, { stream: stream.name, epoch: stream.epoch, from, to: stream.seq, head: stream.seq, items: 0 }, []), to: stream.seq });

/** The longest frame of `rows` (halving them) within `left` bytes; undefined where none fits, unless it is the `first`, which is sent whatever its size. */
const fitFrame = (centre: SyncCentre, stream: { name: StreamName; epoch: number; seq: number }, from: number, rows: readonly Row[], left: number, first: boolean, inColumns: boolean): { bytes: Uint8Array; to: number } | undefined => {
  for (let count = rows.length; count > 0; count = Math.floor(count / 2)) {
    const taken = rows.slice(0, count);
    const to = taken.at(-1)!.seq;
    const bytes = (count >= worthColumns && inColumns ? encodeColumnFrame : encodeFrame)(centre.crypto, { stream: stream.name, epoch: stream.epoch, from, to, head: stream.seq, items: count }, taken.map((row) => row.item));
    if (bytes.length <= left || (first && count === 1)) return { bytes, to };
  }
  return undefined;
};
