import { isPlainlyPerson } from '../../../shared/domain/plainly-person.ts';
import type { CryptoPort } from '../../../shared/sync/crypto-port.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';

/**
 * A frame as it goes into the replica in bulk. The persons that are valid as they stand are JSON in UTF-8, each without its closing brace (what the replica adds follows), one after another in `bodies`,
 * the n-th ending at `ends[n]`; `others` are the items that somebody has to look at.
 */
export type BulkFrame = {
  readonly header: FrameHeader;
  readonly ids: readonly string[];
  readonly districts: readonly string[];
  readonly versions: readonly number[];
  readonly bodies: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array;
  readonly others: readonly StreamItem[];
};

type Put = Extract<StreamItem, { k: 'put' }>;
const isPlainPut = (item: StreamItem): item is Put => item.k === 'put' && item.c === 'persons' && item.d['id'] === item.i && isPlainlyPerson(item.d);

/** The frame in `bytes`, undefined where they are none. */
export const findBulkFrame = (port: Pick<CryptoPort, 'decompress' | 'sha256'>, bytes: Uint8Array): BulkFrame | undefined => {
  const frame = decodeFrame(port, bytes);
  if (!frame.ok) return undefined;
  const { header, items } = frame.value;
  const [ids, districts, versions, others]: [string[], string[], number[], StreamItem[]] = [[], [], [], []];
  const ends = new Uint32Array(items.length);
  let [bodies, at] = [Buffer.allocUnsafeSlow(items.length * 2048 + 65_536), 0];
  for (const item of items) {
    if (!isPlainPut(item)) {
      others.push(item);
      continue;
    }
    const text = JSON.stringify(item.d);
    if (at + text.length * 3 > bodies.length) {
      const larger = Buffer.allocUnsafeSlow(bodies.length * 2 + text.length * 3);
      bodies.copy(larger, 0, 0, at);
      bodies = larger;
    }
    at += bodies.write(text, at, 'utf8') - 1;
    ends[ids.length] = at;
    ids.push(item.i);
    districts.push(item.d['district'] as string);
    versions.push(item.v);
  }
  return { header, ids, districts, versions, others, bodies: new Uint8Array(bodies.buffer as ArrayBuffer, 0, at), ends: ends.subarray(0, ids.length) };
};
