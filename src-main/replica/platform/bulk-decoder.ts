import { Worker } from 'node:worker_threads';
import type { CryptoPort } from '../../../shared/sync/crypto-port.ts';
import { findBulkFrame, type BulkFrame } from './bulk-frame.ts';

/** Makes bulk frames in a thread of its own: reading a chunk takes about as long as writing one, and the smallest laptop has two cores. */
export type BulkDecoder = {
  /** Starts the thread, if it does not run: it takes a moment. */
  readonly prepare: () => void;
  /** The frame in `bytes`, undefined where they are none; in this thread where the other cannot be had. */
  readonly decode: (bytes: Uint8Array) => Promise<BulkFrame | undefined>;
  /** Ends the thread, and with it its memory; the next use starts another. */
  readonly rest: () => void;
};

/** Beside this file, built as it is. */
const program = import.meta.url.endsWith('.ts') ? './bulk-worker.ts' : './bulk-worker.mjs';

type Asked = { readonly bytes: Uint8Array; readonly done: (frame: BulkFrame | undefined) => void };
type Thread = { readonly worker: Worker; readonly asked: Map<number, Asked> };

/** `dictionary`: path of the protocol's dictionary. `failed` hears why the thread ended by itself. */
export const createBulkDecoder = (crypto: CryptoPort, dictionary: string, failed: (why: string) => void): BulkDecoder => {
  let running: Thread | undefined;
  let [ids, isBroken] = [0, false];

  const giveUp = (thread: Thread, why: string): void => {
    if (running !== thread) return;
    running = undefined;
    isBroken = true;
    failed(why);
    for (const { bytes, done } of thread.asked.values()) done(findBulkFrame(crypto, bytes));
  };
  const start = (): Thread => {
    const thread: Thread = { worker: new Worker(new URL(program, import.meta.url), { workerData: { dictionary } }), asked: new Map() };
    thread.worker.unref();
    thread.worker.on('message', ({ id, frame }: { readonly id: number; readonly frame: BulkFrame | undefined }) => {
      const asked = thread.asked.get(id);
      thread.asked.delete(id);
      if (thread.asked.size === 0) thread.worker.unref();
      asked?.done(frame);
    });
    thread.worker.on('error', (error: unknown) => giveUp(thread, error instanceof Error ? error.name : 'error'));
    thread.worker.on('exit', () => giveUp(thread, 'exit'));
    return thread;
  };
  const prepare = (): void => {
    if (!running && !isBroken) running = start();
  };
  return {
    prepare,
    decode: (bytes) => {
      prepare();
      const thread = running;
      if (!thread) return Promise.resolve(findBulkFrame(crypto, bytes));
      return new Promise((done) => {
        const id = ++ids;
        thread.asked.set(id, { bytes, done });
        thread.worker.ref();
        thread.worker.postMessage({ id, bytes });
      });
    },
    rest: () => {
      const ended = running;
      if (!ended || ended.asked.size > 0) return;
      running = undefined;
      void ended.worker.terminate();
    },
  };
};
