import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { openBody, type BodyTexts } from '../../../shared/sync/columns/body-texts.ts';
import { personIds } from '../../../shared/sync/columns/person-texts.ts';
import type { FrameHeader } from '../../../shared/sync/frame.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { createCrypto } from './crypto.ts';
import { LeafSum } from './leaf-sum.ts';
import { pieceSize } from './piece-size.ts';

/** What the thread is asked: a frame whose items are columns; 'end': nothing any more. */
export type BulkQuestion = { readonly id: number; readonly header: Pick<FrameHeader, 'from' | 'to' | 'items'>; readonly body: Uint8Array } | 'end';

/** What the thread answers, as often as there are pieces: the next persons of the body (undefined: it is none, or goes no further) with the sum of their leaves; with the first, what is beside the columns. */
export type BulkAnswer = { readonly id: number; readonly texts: BodyTexts | undefined; readonly rest: Uint8Array | undefined; readonly isLast: boolean; readonly sum?: bigint };

/** The files that the thread reads; without `rehearsal` it begins cold. */
export type BulkFiles = { readonly dictionary: string; readonly rehearsal: string | undefined };

/** How often the rehearsal is read: by then what reads it is compiled. */
const rehearsals = 24;

// A thread that makes of a chunk's body the texts that go into the replica, so that the replica can be writing the ones before meanwhile. It loads no schemas: it is to be ready before the first chunk is.
const { dictionary, rehearsal } = workerData as BulkFiles;
const crypto = createCrypto(readFileSync(dictionary));
const open = (body: Uint8Array) => openBody(body, (packed) => crypto.decompress(packed, limits.frameContent));
const answer = (told: BulkAnswer): void => {
  const { texts } = told;
  parentPort!.postMessage(told, texts ? [texts.persons.bytes, texts.persons.ends, texts.persons.isPlain, texts.persons.ids, texts.persons.districtOf, texts.versions, texts.before].map(({ buffer }) => buffer) : []);
};
const sumOf = ({ persons, versions }: BodyTexts): bigint => {
  const sum = new LeafSum();
  for (const [index, id] of personIds(persons).entries()) sum.add('persons', id, versions[index]!);
  return sum.value;
};
let isAsked = false;
parentPort!.on('message', (question: BulkQuestion) => {
  isAsked = true;
  // By itself: a thread that is ended from outside while a decompressor begins takes the whole program with it (Node 24).
  if (question === 'end') return parentPort!.close();
  const { id, header, body } = question;
  const reader = open(body);
  if (!reader) return answer({ id, texts: undefined, rest: undefined, isLast: true });
  let rest: Uint8Array | undefined = reader.rest;
  const size = pieceSize(header, reader.left);
  for (let isLast = false; !isLast; rest = undefined) {
    const texts = reader.take(Math.min(size, reader.left));
    isLast = !texts || reader.left === 0;
    answer({ id, texts, rest, isLast, ...(texts ? { sum: sumOf(texts) } : {}) });
  }
});

/** Reads made-up people until a question comes: half of the work of a first load would be compiling, while the thread is idle before it anyway. */
const rehearse = (body: Uint8Array, left: number): void => {
  if (isAsked || left === 0) return;
  const reader = open(body);
  const texts = reader?.take(reader.left);
  if (texts) sumOf(texts);
  setImmediate(rehearse, body, left - 1);
};
if (rehearsal !== undefined) rehearse(readFileSync(rehearsal), rehearsals);
