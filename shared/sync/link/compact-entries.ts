import { findBase64urlBytes, toBase64url } from '../../base/base64url.ts';
import { textOf, utf8 } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { CryptoPort } from '../crypto-port.ts';
import { encodeEntry, findEntry, JournalEntry } from '../journal-entry.ts';
import { limits } from '../limits.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { LinkContext } from './link-context.ts';

export type NumberedEntry = { readonly number: number; readonly bytes: Uint8Array };

/** Commands with their collection, by place + 1 (PROTOCOL.md); others are spelled out. A published list is only added to. */
const commands = [
  'persons person.edit', 'persons person.register', 'cases case.open', 'cases case.saveDraft', 'cases case.handOver', 'cases case.approve', 'cases case.return', 'cases case.unapprove',
  'cases case.transfer', 'batches batch.sign', 'persons person.merge', 'persons person.unmerge', 'cases person.merge', 'cases person.unmerge',
];

/** Somebody of the staff, by place + 1, or spelled out. */
export const putStaff = (writer: ByteWriter, context: LinkContext, id: string): void => {
  const place = context.staff.indexOf(id);
  writer.number(place + 1);
  if (place === -1) writer.uuid(id);
};
export const takeStaff = (reader: ByteReader, context: LinkContext): string => {
  const place = reader.number();
  const id = place === 0 ? reader.uuid() : context.staff[place - 1];
  if (id === undefined) throw new RangeError('no such member of staff');
  return id;
};

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);
const hlcOf = (time: number, count: number): string => `${time.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}`;
const magicLength = 4;
const magic = [0x28, 0xb5, 0x2f, 0xfd];

/** The changes of all entries in one zstd, where that is shorter. */
const putTexts = (writer: ByteWriter, text: string, compress: CryptoPort['compress']): void => {
  const plain = utf8(text);
  const packed = compress(plain, 'words').subarray(magicLength);
  const isShorter = packed.length < plain.length;
  writer.number(isShorter ? 1 : 0);
  writer.sized(isShorter ? packed : plain);
};
const takeTexts = (reader: ByteReader, decompress: CryptoPort['decompress']): string[] => {
  const isPacked = reader.number() === 1;
  const bytes = reader.sized();
  const plain = isPacked ? decompress(Uint8Array.from([...magic, ...bytes]), limits.envelopeContent) : bytes;
  if (!plain) throw new RangeError('not zstd');
  return textOf(plain).split('\n');
};

/** Writes entries, of which nothing is said that follows from the context or from the entry before. Throws where one is no entry of this device. */
export const putEntries = (port: Pick<CryptoPort, 'sha256' | 'compress'>, writer: ByteWriter, context: LinkContext, entries: readonly NumberedEntry[]): void => {
  const documents = new Map<string, number>();
  let { number, entry: hash, time } = context;
  let base = 0;
  const changes: string[] = [];
  writer.number(entries.length);
  for (const { bytes } of entries) {
    const read = findEntry(bytes);
    if (!read) throw new RangeError('no entry');
    const command = commands.indexOf(`${read.collection} ${read.command}`);
    const follows = read.number === number + 1 && same(findBase64urlBytes(read.previous)!, hash);
    // One number for all that is usual: the command, and whether the entry follows the one before.
    writer.number((command + 1) * 2 + (follows ? 0 : 1));
    if (command === -1) writer.text(`${read.collection} ${read.command}`);
    if (!follows) {
      writer.signed(read.number - number);
      writer.raw(findBase64urlBytes(read.previous)!);
    }
    putStaff(writer, context, read.author);
    const place = documents.get(read.document);
    writer.number(place === undefined ? 0 : documents.size - place);
    if (place === undefined) {
      documents.set(read.document, documents.size);
      writer.uuid(read.document);
    }
    writer.signed(read.base - base);
    const [now, count] = [Number.parseInt(read.hlc.slice(0, 12), 16), Number.parseInt(read.hlc.slice(13), 16)];
    writer.signed(now - time);
    writer.number(count);
    changes.push(canonicalJson(read.changes));
    [number, hash, time, base] = [read.number, port.sha256(bytes), now, read.base];
  }
  putTexts(writer, changes.join('\n'), port.compress);
};

type Head = { readonly step: number; readonly previous: Uint8Array | undefined; readonly named: string; readonly author: string; readonly document: string; readonly base: number; readonly hlc: string; readonly time: number };

const takeHead = (reader: ByteReader, context: LinkContext, documents: string[], time: number, base: number): Head => {
  const kind = reader.number();
  const command = kind >> 1;
  const named = command === 0 ? reader.text() : commands[command - 1];
  if (named === undefined) throw new RangeError('no such command');
  const [step, previous] = kind % 2 === 0 ? [1, undefined] : [reader.signed(), reader.raw(32)];
  const author = takeStaff(reader, context);
  const back = reader.number();
  const document = back === 0 ? reader.uuid() : documents[documents.length - back];
  if (document === undefined) throw new RangeError('no such document');
  if (back === 0) documents.push(document);
  const nextBase = base + reader.signed();
  const now = time + reader.signed();
  return { step, previous, named, author, document, base: nextBase, hlc: hlcOf(now, reader.number()), time: now };
};

/** The entries that {@link putEntries} wrote, byte for byte. Throws where the bytes do not say them. */
export const takeEntries = (port: Pick<CryptoPort, 'sha256' | 'decompress'>, reader: ByteReader, context: LinkContext): NumberedEntry[] => {
  const count = reader.number();
  if (count === 0 || count > limits.entries) throw new RangeError('too many entries');
  const documents: string[] = [];
  const heads: Head[] = [];
  for (let left = count; left > 0; left--) heads.push(takeHead(reader, context, documents, heads.at(-1)?.time ?? context.time, heads.at(-1)?.base ?? 0));
  const changes = takeTexts(reader, port.decompress);
  if (changes.length !== count) throw new RangeError('not as many changes');
  let { number, entry: hash } = context;
  return heads.map(({ step, previous, named, author, document, base, hlc }, index) => {
    number += step;
    const [collection = '', command = ''] = [named.slice(0, named.indexOf(' ')), named.slice(named.indexOf(' ') + 1)];
    const entry = JournalEntry.parse({ v: 1, device: context.device, number, collection, command, author, document, base, hlc, previous: toBase64url(previous ?? hash), changes: JSON.parse(changes[index]!) as unknown });
    const bytes = encodeEntry(entry);
    hash = port.sha256(bytes);
    return { number, bytes };
  });
};
