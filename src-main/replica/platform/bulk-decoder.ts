import { Worker } from 'node:worker_threads';
import type { BodyTexts } from '../../../shared/sync/columns/body-texts.ts';
import type { CryptoPort } from '../../../shared/sync/crypto-port.ts';
import { openFrame } from '../../../shared/sync/decode-frame.ts';
import { findBulkFrame, findBulkOfTexts, type BulkFrame } from './bulk-frame.ts';

/** Makes bulk frames in threads of their own: reading a chunk takes longer than writing one, and the smallest laptop has two cores. */
export type BulkDecoder = {
  /** Starts the threads, if they do not run: it takes a moment. */
  readonly prepare: () => void;
  /** The frame in `bytes`, undefined where they are none; in this thread where no other can be had. */
  readonly decode: (bytes: Uint8Array) => Promise<BulkFrame | undefined>;
  /** Ends the threads, and with them their memory; the next use starts others. */
  readonly rest: () => void;
};

/** Beside this file, built as it is. */
const program = import.meta.url.endsWith('.ts') ? './bulk-worker.ts' : './bulk-worker.mjs';

/** One reads while the next chunk is still being read: together they keep up with the thread that writes. */
const mostThreads = 2;

/** `failed`: the thread ended before it answered. */
type Asked = { readonly done: (texts: BodyTexts | undefined) => void; readonly failed: () => void };
type Thread = { readonly worker: Worker; readonly asked: Map<number, Asked> };

/** `dictionary`: path of the protocol's dictionary. `failed` hears why a thread ended by itself. */
export const createBulkDecoder = (crypto: CryptoPort, dictionary: string, failed: (why: string) => void): BulkDecoder => {
  const running = new Set<Thread>();
  let [ids, isBroken] = [0, false];

  const giveUp = (thread: Thread, why: string): void => {
    if (!running.delete(thread)) return;
    // Said once: the others end for the same reason.
    if (!isBroken) failed(why);
    isBroken = true;
    for (const one of thread.asked.values()) one.failed();
  };
  const start = (): void => {
    const thread: Thread = { worker: new Worker(new URL(program, import.meta.url), { workerData: { dictionary } }), asked: new Map() };
    running.add(thread);
    thread.worker.unref();
    thread.worker.on('message', ({ id, texts }: { readonly id: number; readonly texts: BodyTexts | undefined }) => {
      const asked = thread.asked.get(id);
      thread.asked.delete(id);
      if (thread.asked.size === 0) thread.worker.unref();
      asked?.done(texts);
    });
    thread.worker.on('error', (error: unknown) => giveUp(thread, error instanceof Error ? error.name : 'error'));
    thread.worker.on('exit', () => giveUp(thread, 'exit'));
  };
  const prepare = (): void => {
    while (running.size < mostThreads && !isBroken) start();
  };
  return {
    prepare,
    decode: (bytes) => {
      prepare();
      const [thread] = [...running].sort((a, b) => a.asked.size - b.asked.size);
      const opened = openFrame(crypto, bytes);
      if (!opened.ok) return Promise.resolve(undefined);
      const { header, body } = opened.value;
      if (!thread || header.as !== 'columns') return Promise.resolve(findBulkFrame(crypto, bytes));
      return new Promise((done) => {
        const id = ++ids;
        thread.asked.set(id, { done: (texts) => done(texts && findBulkOfTexts(header, texts)), failed: () => done(findBulkFrame(crypto, bytes)) });
        thread.worker.ref();
        thread.worker.postMessage({ id, body });
      });
    },
    rest: () => {
      if ([...running].some((thread) => thread.asked.size > 0)) return;
      for (const { worker } of running) void worker.terminate();
      running.clear();
    },
  };
};
