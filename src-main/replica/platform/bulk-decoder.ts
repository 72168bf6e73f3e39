import { Worker } from 'node:worker_threads';
import type { CryptoPort } from '../../../shared/sync/crypto-port.ts';
import { openFrame } from '../../../shared/sync/decode-frame.ts';
import type { FrameHeader } from '../../../shared/sync/frame.ts';
import { bulkFrames, BulkPieces, type BulkFrame } from './bulk-frame.ts';
import type { BulkAnswer, BulkFiles, BulkQuestion } from './bulk-worker.ts';

/** Makes bulk frames in a thread of its own, beside the one that writes: the smallest laptop has two cores. */
export type BulkDecoder = {
  /** Starts the thread, if it does not run: it takes a moment, and it rehearses until it is asked something. */
  readonly prepare: () => void;
  /** The frame in `bytes` piece by piece, as far as it is one, beginning at once; in this thread where no other can be had (then, where the other ended in the middle, from the beginning again). */
  readonly decode: (bytes: Uint8Array) => AsyncIterable<BulkFrame>;
  /** Ends the thread, and with it its memory; the next use starts another. */
  readonly rest: () => void;
};

/** Beside this file, built as it is. */
const program = import.meta.url.endsWith('.ts') ? './bulk-worker.ts' : './bulk-worker.mjs';

/** What has been answered and not been taken yet, and whom to wake when more is; 'failed': the thread ended before it answered to the end. */
type Asked = { readonly answers: (BulkAnswer | 'failed')[]; wake: () => void };
type Thread = { readonly worker: Worker; readonly asked: Map<number, Asked> };

/**
 * `files`: paths of the protocol's dictionary and of what the thread rehearses with. `failed` hears why a thread ended by itself. One thread keeps up with the one that writes; a second would have to be started and its code compiled as well, which in
 * a district of twenty thousand takes more of two cores than it gives.
 */
export const createBulkDecoder = (crypto: CryptoPort, files: BulkFiles, failed: (why: string) => void): BulkDecoder => {
  let [running, ids, isBroken]: [Thread | undefined, number, boolean] = [undefined, 0, false];

  const tell = (asked: Asked, answer: BulkAnswer | 'failed'): void => {
    asked.answers.push(answer);
    asked.wake();
  };
  const giveUp = (thread: Thread, why: string): void => {
    if (running !== thread) return;
    [running, isBroken] = [undefined, true];
    failed(why);
    for (const one of thread.asked.values()) tell(one, 'failed');
  };
  const start = (): Thread => {
    const thread: Thread = { worker: new Worker(new URL(program, import.meta.url), { workerData: files }), asked: new Map() };
    thread.worker.on('message', (answer: BulkAnswer) => {
      const asked = thread.asked.get(answer.id);
      if (answer.isLast) thread.asked.delete(answer.id);
      if (thread.asked.size === 0) thread.worker.unref();
      if (asked) tell(asked, answer);
    });
    thread.worker.on('error', (error: unknown) => giveUp(thread, error instanceof Error ? error.name : 'error'));
    thread.worker.on('exit', () => giveUp(thread, 'exit'));
    // After the listeners: each that is added holds the program again.
    thread.worker.unref();
    return thread;
  };
  const prepare = (): void => {
    if (!isBroken) running ??= start();
  };
  const readAnswers = async function* (asked: Asked, header: FrameHeader, bytes: Uint8Array): AsyncGenerator<BulkFrame, void> {
    let pieces: BulkPieces | undefined;
    for (;;) {
      while (asked.answers.length === 0) await new Promise<void>((resolve) => (asked.wake = resolve));
      const answer = asked.answers.shift()!;
      if (answer === 'failed') return yield* bulkFrames(crypto, bytes);
      if (answer.rest) pieces = new BulkPieces(header, answer.rest);
      const frame = answer.texts && pieces?.next(answer.texts, answer.isLast, answer.sum);
      if (!frame) return;
      yield frame;
      if (answer.isLast) return;
    }
  };
  const readHere = async function* (bytes: Uint8Array): AsyncGenerator<BulkFrame, void> {
    yield* bulkFrames(crypto, bytes);
  };
  return {
    prepare,
    decode: (bytes) => {
      prepare();
      const thread = running;
      const opened = openFrame(crypto, bytes);
      if (!opened.ok || !thread || opened.value.header.as !== 'columns') return readHere(bytes);
      const { header, body } = opened.value;
      const [id, asked]: [number, Asked] = [++ids, { answers: [], wake: () => undefined }];
      thread.asked.set(id, asked);
      thread.worker.ref();
      thread.worker.postMessage({ id, header, body } satisfies BulkQuestion);
      return readAnswers(asked, header, bytes);
    },
    rest: () => {
      if (!running || running.asked.size > 0) return;
      const { worker } = running;
      running = undefined;
      worker.postMessage('end' satisfies BulkQuestion);
    },
  };
};
