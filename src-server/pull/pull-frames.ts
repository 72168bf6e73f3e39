import { encodeFrame } from '../../shared/sync/encode-frame.ts';
import type { Cursor, StreamName } from '../../shared/sync/frame.ts';
import type { SyncCentre } from '../centre.ts';
import type { CentreTables } from '../store/centre-store.ts';

/** Text of one frame before compression, in UTF-16 units: about 60 kB on the wire. */
const frameText = 256 * 1024;
const rowsPerQuery = 500;

/**
 * Frames that carry `device` on from its cursors, at most `maxBytes` together (one item alone may exceed it: there must always be progress), from
 * one snapshot, so that a case never comes without its person. A cursor of another epoch, or beyond the stream's end, starts from 0.
 */
export const pullFrames = (centre: SyncCentre, device: string, cursors: readonly Cursor[], maxBytes: number): Promise<{ frames: Uint8Array[]; more: boolean }> =>
  centre.store.inTransaction(async (tables) => {
    const frames: Uint8Array[] = [];
    let left = maxBytes;
    for (const stream of await tables.listCoveredStreams(device)) {
      const cursor = cursors.find((one) => one.stream === stream.name);
      let from = cursor?.epoch === stream.epoch && cursor.seq <= stream.seq ? cursor.seq : 0;
      while (from < stream.seq) {
        const rows = await readRows(tables, device, stream.name, from, Math.min(frameText, Math.max(left * 4, 4096)));
        const frame = fitFrame(centre, { ...stream, name: stream.name as StreamName }, from, rows, left, frames.length === 0);
        if (!frame) return { frames, more: true };
        frames.push(frame.bytes);
        left -= frame.bytes.length;
        from = frame.to;
      }
    }
    return { frames, more: false };
  }, 'repeatable read read only');

type Row = { readonly seq: number; readonly item: string };

/** Rows after `from` until they hold about `textLimit`. */
const readRows = async (tables: CentreTables, device: string, stream: string, from: number, textLimit: number): Promise<Row[]> => {
  const rows: Row[] = [];
  let text = 0;
  for (;;) {
    const more = await tables.listItems(device, stream, rows.at(-1)?.seq ?? from, rowsPerQuery);
    for (const row of more) {
      if (rows.length > 0 && text + row.item.length > textLimit) return rows;
      rows.push(row);
      text += row.item.length;
    }
    if (more.length < rowsPerQuery) return rows;
  }
};

/** The longest frame of `rows` (halving them) within `left` bytes; undefined where none fits, unless it is the `first`, which is sent whatever its size. */
const fitFrame = (centre: SyncCentre, stream: { name: StreamName; epoch: number; seq: number }, from: number, rows: readonly Row[], left: number, first: boolean): { bytes: Uint8Array; to: number } | undefined => {
  for (let count = rows.length; count > 0; count = Math.floor(count / 2)) {
    const taken = rows.slice(0, count);
    const to = taken.at(-1)!.seq;
    const bytes = encodeFrame(centre.crypto, { stream: stream.name, epoch: stream.epoch, from, to, head: stream.seq, items: count }, taken.map((row) => row.item));
    if (bytes.length <= left || (first && count === 1)) return { bytes, to };
  }
  return undefined;
};
