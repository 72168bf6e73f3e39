import { isPlainlyPerson } from '../../../shared/domain/plainly-person.ts';
import { openBody, type BodyTexts } from '../../../shared/sync/columns/body-texts.ts';
import { findOthers } from '../../../shared/sync/columns/items-columns.ts';
import { personDistricts, personIds, personText } from '../../../shared/sync/columns/person-texts.ts';
import type { CryptoPort } from '../../../shared/sync/crypto-port.ts';
import { decodeFrame, openFrame } from '../../../shared/sync/decode-frame.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { pieceSize } from './piece-size.ts';

/**
 * A frame, or a piece of one, as it goes into the replica in bulk. The persons that are valid as they stand are JSON in UTF-8, each without its closing brace (what the replica adds follows), one after another in `bodies`,
 * the n-th ending at `ends[n]`; `others` are the items that somebody has to look at. The header of a piece says from where to where in the stream it goes.
 */
export type BulkFrame = {
  readonly header: FrameHeader;
  readonly ids: readonly string[];
  readonly districts: readonly string[];
  readonly versions: ArrayLike<number>;
  readonly bodies: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array;
  readonly others: readonly StreamItem[];
  /** The sum of the persons' leaves (`LeafSum`), where it was reckoned beside the reading. */
  readonly sum?: bigint | undefined;
};

type Put = Extract<StreamItem, { k: 'put' }>;
const isPlainPut = (item: StreamItem): item is Put => item.k === 'put' && item.c === 'persons' && item.d['id'] === item.i && isPlainlyPerson(item.d);

/** Of items that are objects already: their texts are made anew. */
const bulkOfItems = (header: FrameHeader, items: readonly StreamItem[]): BulkFrame => {
  const puts = items.filter(isPlainPut);
  const texts = puts.map((item) => Buffer.from(JSON.stringify(item.d).slice(0, -1)));
  let at = 0;
  return {
    header, ids: puts.map((item) => item.i), districts: puts.map((item) => item.d['district'] as string), versions: puts.map((item) => item.v), others: items.filter((item) => !isPlainPut(item)),
    bodies: new Uint8Array(Buffer.concat(texts)), ends: Uint32Array.from(texts, (text) => (at += text.length)),
  };
};

/** A person that is not plainly one, and whatever travelled beside the columns, is looked at by somebody. */
const bulkOfTexts = (header: FrameHeader, { persons, versions, before }: BodyTexts, others: readonly StreamItem[], sum: bigint | undefined): BulkFrame => {
  const [ids, districts] = [personIds(persons), personDistricts(persons)];
  if (others.length === 0 && !persons.isPlain.includes(0)) return { header, ids, districts, versions, bodies: persons.bytes, ends: persons.ends, others, sum };
  let other = 0;
  const odd: StreamItem[] = [];
  const kept = ids.flatMap((id, index) => {
    for (let left = before[index]!; left > 0; left--) odd.push(others[other++]!);
    if (persons.isPlain[index] === 1) return [index];
    odd.push({ k: 'put', c: 'persons', i: id, v: versions[index]!, d: JSON.parse(personText(persons, index)) as Put['d'] });
    return [];
  });
  const texts = kept.map((index) => persons.bytes.subarray(index === 0 ? 0 : persons.ends[index - 1], persons.ends[index]));
  let at = 0;
  return {
    header, ids: kept.map((index) => ids[index]!), districts: kept.map((index) => districts[index]!), versions: kept.map((index) => versions[index]!), others: [...odd, ...others.slice(other)],
    bodies: new Uint8Array(Buffer.concat(texts)), ends: Uint32Array.from(texts, (text) => (at += text.length)),
  };
};

/** Makes pieces of what is read of a frame's body, in their order. */
export class BulkPieces {
  private readonly header: FrameHeader;
  private readonly others: readonly StreamItem[] | undefined;
  private taken = 0;
  private persons = 0;

  /** `rest`: the body's items that are no columns. */
  constructor(header: FrameHeader, rest: Uint8Array) {
    [this.header, this.others] = [header, findOthers(rest)];
  }

  /** The next piece; undefined where the body is not what the header says. `sum`: of the leaves of its persons, where it is known. */
  next(texts: BodyTexts, isLast: boolean, sum?: bigint): BulkFrame | undefined {
    const { header, others, taken } = this;
    if (!others) return undefined;
    const told = taken + texts.before.reduce((sum, one) => sum + one, 0);
    if (told > others.length) return undefined;
    const until = isLast ? others.length : told;
    const from = header.from + this.persons + taken;
    [this.taken, this.persons] = [until, this.persons + texts.persons.ends.length];
    const all = until + this.persons;
    if (isLast ? all !== header.items : all >= header.items) return undefined;
    return bulkOfTexts({ ...header, from, to: isLast ? header.to : header.from + all, items: texts.persons.ends.length + until - taken }, texts, others.slice(taken, until), sum);
  }
}

/** The frame in `bytes` piece by piece, as far as it is one. `size`: how many persons a piece takes. */
export const bulkFrames = function* (port: Pick<CryptoPort, 'decompress' | 'sha256'>, bytes: Uint8Array, size = pieceSize): Generator<BulkFrame, void> {
  const opened = openFrame(port, bytes);
  if (!opened.ok) return;
  const { header, body } = opened.value;
  if (header.as !== 'columns') {
    const frame = decodeFrame(port, bytes);
    if (frame.ok) yield bulkOfItems(header, frame.value.items);
    return;
  }
  const reader = openBody(body, (packed) => port.decompress(packed, limits.frameContent));
  if (!reader) return;
  const pieces = new BulkPieces(header, reader.rest);
  const most = size(header, reader.left);
  do {
    const texts = reader.take(Math.min(most, reader.left));
    const frame = texts && pieces.next(texts, reader.left === 0);
    if (!frame) return;
    yield frame;
  } while (reader.left > 0);
};

/** The whole frame in `bytes`, undefined where they are none. */
export const findBulkFrame = (port: Pick<CryptoPort, 'decompress' | 'sha256'>, bytes: Uint8Array): BulkFrame | undefined => bulkFrames(port, bytes, (_, persons) => Math.max(1, persons)).next().value ?? undefined;
