import { isPlainlyPerson } from '../../../shared/domain/plainly-person.ts';
import { findBodyTexts, type BodyTexts } from '../../../shared/sync/columns/body-texts.ts';
import { findItemTexts } from '../../../shared/sync/columns/items-columns.ts';
import { personText } from '../../../shared/sync/columns/person-texts.ts';
import type { CryptoPort } from '../../../shared/sync/crypto-port.ts';
import { decodeFrame, openFrame } from '../../../shared/sync/decode-frame.ts';
import type { FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import { limits } from '../../../shared/sync/limits.ts';

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

/** Of columns: the texts as they were read. A person that is not plainly one, and whatever travelled beside the columns, is looked at by somebody. Undefined where the body is not what the header says. */
export const findBulkOfTexts = (header: FrameHeader, body: BodyTexts): BulkFrame | undefined => {
  const found = findItemTexts(body);
  if (!found || found.persons.ids.length + found.others.length !== header.items) return undefined;
  const { persons, versions, before, others } = found;
  if (others.length === 0 && !persons.isPlain.includes(0)) return { header, ids: persons.ids, districts: persons.districts, versions, bodies: persons.bytes, ends: persons.ends, others };
  let other = 0;
  const odd: StreamItem[] = [];
  const kept = persons.ids.flatMap((id, index) => {
    for (let left = before[index]!; left > 0; left--) odd.push(others[other++]!);
    if (persons.isPlain[index] === 1) return [index];
    odd.push({ k: 'put', c: 'persons', i: id, v: versions[index]!, d: JSON.parse(personText(persons, index)) as Put['d'] });
    return [];
  });
  const texts = kept.map((index) => persons.bytes.subarray(index === 0 ? 0 : persons.ends[index - 1], persons.ends[index]));
  let at = 0;
  return {
    header, ids: kept.map((index) => persons.ids[index]!), districts: kept.map((index) => persons.districts[index]!), versions: kept.map((index) => versions[index]!), others: [...odd, ...others.slice(other)],
    bodies: new Uint8Array(Buffer.concat(texts)), ends: Uint32Array.from(texts, (text) => (at += text.length)),
  };
};

/** The frame in `bytes`, undefined where they are none. */
export const findBulkFrame = (port: Pick<CryptoPort, 'decompress' | 'sha256'>, bytes: Uint8Array): BulkFrame | undefined => {
  const opened = openFrame(port, bytes);
  if (!opened.ok) return undefined;
  const { header, body } = opened.value;
  if (header.as === 'columns') {
    const texts = findBodyTexts(body, (packed) => port.decompress(packed, limits.frameContent));
    return texts && findBulkOfTexts(header, texts);
  }
  const frame = decodeFrame(port, bytes);
  return frame.ok ? bulkOfItems(header, frame.value.items) : undefined;
};
