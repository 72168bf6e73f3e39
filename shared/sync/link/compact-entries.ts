import { findBase64urlBytes, toBase64url } from '../../base/base64url.ts';
import { textOf, utf8 } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { CryptoPort } from '../crypto-port.ts';
import { encodeEntry, findEntry, JournalEntry } from '../journal-entry.ts';
import { limits } from '../limits.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { findShortBatch, takeBatch } from './compact-batch.ts';
import { putIds, takeIds, unzigzag, zigzag } from './compact-ids.ts';
import type { LinkContext } from './link-context.ts';
import { putNumbers, putPressed, takeNumbers, takePressed } from './number-column.ts';

export type NumberedEntry = { readonly number: number; readonly bytes: Uint8Array };

/** Commands with their collection, by place + 1 (PROTOCOL.md); others are spelled out. A published list is only added to. */
export const compactCommands = [
  'persons person.edit', 'persons person.register', 'cases case.open', 'cases case.saveDraft', 'cases case.handOver', 'cases case.approve', 'cases case.return', 'cases case.unapprove',
  'cases case.transfer', 'batches batch.sign', 'persons person.merge', 'persons person.unmerge', 'cases person.merge', 'cases person.unmerge',
];

/** People: of the staff by place + 1, others spelled out. */
export const putStaff = (writer: ByteWriter, context: LinkContext, ids: readonly string[], compress: CryptoPort['compress']): void => {
  const places = ids.map((id) => context.staff.indexOf(id));
  putNumbers(writer, places.map((place) => place + 1), compress);
  for (const [index, id] of ids.entries()) if (places[index] === -1) writer.uuid(id);
};
export const takeStaff = (reader: ByteReader, context: LinkContext, count: number, decompress: CryptoPort['decompress']): string[] =>
  takeNumbers(reader, count, decompress).map((place) => (place === 0 ? reader.uuid() : getAt(context.staff, place - 1)));

const getAt = <T>(list: readonly T[], place: number): T => {
  const found = list[place];
  if (found === undefined) throw new RangeError('no such place');
  return found;
};
const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);
const steps = (values: readonly number[], from: number): number[] => values.map((value, index) => zigzag(value - (index === 0 ? from : values[index - 1]!)));
const sums = (zigzagged: readonly number[], from: number): number[] => {
  let sum = from;
  return zigzagged.map((step) => (sum += unzigzag(step)));
};
const hlcOf = (time: number, count: number): string => `${time.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}`;

/**
 * Writes entries field by field, of which nothing is said that follows from the context or from the entry before. Throws a RangeError where one is no entry
 * or cannot be said. `short`: the other end reads records of batches as short lines.
 */
export const putEntries = (port: Pick<CryptoPort, 'sha256' | 'compress'>, writer: ByteWriter, context: LinkContext, entries: readonly NumberedEntry[], short: boolean): void => {
  const read = entries.map(({ bytes }) => {
    const entry = findEntry(bytes);
    if (!entry) throw new RangeError('no entry');
    return entry;
  });
  const numbers = (values: readonly number[]) => putNumbers(writer, values, port.compress);
  let { number, entry: hash } = context;
  const follows = read.map((entry, index) => {
    const is = entry.number === number + 1 && same(findBase64urlBytes(entry.previous)!, hash);
    const step = entry.number - number;
    [number, hash] = [entry.number, port.sha256(entries[index]!.bytes)];
    return { is, step };
  });
  const names = read.map((entry) => `${entry.collection} ${entry.command}`);
  writer.number(entries.length);
  // One number for all that is usual: the command, and whether the entry follows the one before.
  numbers(names.map((name, index) => (compactCommands.indexOf(name) + 1) * 2 + (follows[index]!.is ? 0 : 1)));
  for (const [index, entry] of read.entries()) {
    if (!compactCommands.includes(names[index]!)) writer.text(names[index]!);
    if (follows[index]!.is) continue;
    writer.signed(follows[index]!.step);
    writer.raw(findBase64urlBytes(entry.previous)!);
  }
  putStaff(writer, context, read.map((entry) => entry.author), port.compress);
  const times = read.map((entry) => Number.parseInt(entry.hlc.slice(0, 12), 16));
  numbers(steps(times, context.time));
  numbers(read.map((entry) => Number.parseInt(entry.hlc.slice(13), 16)));
  numbers(steps(read.map((entry) => entry.base), 0));
  const documents: string[] = [];
  numbers(read.map(({ document }) => {
    const place = documents.indexOf(document);
    if (place === -1) documents.push(document);
    return place === -1 ? 0 : documents.length - place;
  }));
  putIds(writer, documents, times[0]!, port.compress);
  putPressed(writer, utf8(read.map((entry) => (short && entry.collection === 'batches' ? findShortBatch(entry.changes, { ...entry, area: context.area }) : undefined) ?? canonicalJson(entry.changes)).join('\n')), port.compress);
};

/** The entries that {@link putEntries} wrote, byte for byte. Throws where the bytes do not say them. */
export const takeEntries = (port: Pick<CryptoPort, 'sha256' | 'decompress'>, reader: ByteReader, context: LinkContext): NumberedEntry[] => {
  const count = reader.number();
  if (count === 0 || count > limits.entries) throw new RangeError('too many entries');
  const numbers = () => takeNumbers(reader, count, port.decompress);
  const heads = numbers().map((kind) => {
    const name = kind < 2 ? reader.text() : getAt(compactCommands, (kind >> 1) - 1);
    return { name, ...(kind % 2 === 0 ? { step: 1, previous: undefined } : { step: reader.signed(), previous: reader.raw(32) }) };
  });
  const authors = takeStaff(reader, context, count, port.decompress);
  const times = sums(numbers(), context.time);
  const counts = numbers();
  const bases = sums(numbers(), 0);
  const backs = numbers();
  const documents = takeIds(reader, backs.filter((back) => back === 0).length, times[0]!, port.decompress);
  const changes = textOf(takePressed(reader, port.decompress, limits.envelopeContent)).split('\n');
  if (changes.length !== count) throw new RangeError('not as many changes');
  let { number, entry: hash } = context;
  let known = 0;
  return heads.map(({ name, step, previous }, index) => {
    number += step;
    const back = backs[index]!;
    const [collection, command] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)];
    const said = JSON.parse(changes[index]!) as unknown;
    const [author, hlc, document] = [authors[index]!, hlcOf(times[index]!, counts[index]!), getAt(documents, back === 0 ? known++ : known - back)];
    const entry = JournalEntry.parse({
      v: 1, device: context.device, number, collection, command, author, document, base: bases[index], hlc, previous: toBase64url(previous ?? hash),
      changes: Array.isArray(said) ? takeBatch(said, { device: context.device, document, author, hlc, area: context.area }) : said,
    });
    const bytes = encodeEntry(entry);
    hash = port.sha256(bytes);
    return { number, bytes };
  });
};
