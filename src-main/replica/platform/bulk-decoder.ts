import { Worker } from 'node:worker_threads';
import type { BodyTexts } from '../../../shared/sync/columns/body-texts.ts';
import type { CryptoPort } from '../../../shared/sync/crypto-port.ts';
import { openFrame } from '../../../shared/sync/decode-frame.ts';
import { findBulkFrame, findBulkOfTexts, type BulkFrame } from './bulk-frame.ts';

/** Makes bulk frames in a thread of its own, beside the one that writes: the smallest laptop has two cores. */
export type BulkDecoder = {
  /** Starts the thread, if it does not run: it takes a moment. */
  readonly prepare: () => void;
  /** The frame in `bytes`, undefined where they are none; in this thread where no other can be had. */
  readonly decode: (bytes: Uint8Array) => Promise<BulkFrame | undefined>;
  /** Ends the thread, and with it its memory; the next use starts another. */
  readonly rest: () => void;
};

/** Beside this file, built as it is. */
const program = import.meta.url.endsWith('.ts') ? './bulk-worker.ts' : './bulk-worker.mjs';

/** `failed`: the thread ended before it answered. */
type Asked = { readonly done: (texts: BodyTexts | undefined) => void; readonly failed: () => void };
type Thread = { readonly worker: Worker; readonly asked: Map<number, Asked> };

/**
 * `dictionary`: path of the protocol's dictionary. `failed` hears why a thread ended by itself. One thread keeps up with the one that writes; a second would have to be started and its code compiled as well, which in
 * a district of twenty thousand takes more of two cores than it gives.
 */
export const createBulkDecoder = (crypto: CryptoPort, dictionary: string, failed: (why: string) => void): BulkDecoder => {
  let [running, ids, isBroken]: [Thread | undefined, number, boolean] = [undefined, 0, false];

  const giveUp = (thread: Thread, why: string): void => {
    if (running !== thread) return;
    [running, isBroken] = [undefined, true];
    failed(why);
    for (const one of thread.asked.values()) one.failed();
  };
  const start = (): Thread => {
    const thread: Thread = { worker: new Worker(new URL(program, import.meta.url), { workerData: { dictionary } }), asked: new Map() };
    thread.worker.unref();
    thread.worker.on('message', ({ id, texts }: { readonly id: number; readonly texts: BodyTexts | undefined }) => {
      const asked = thread.asked.get(id);
      thread.asked.delete(id);
      if (thread.asked.size === 0) thread.worker.unref();
      asked?.done(texts);
    });
    thread.worker.on('error', (error: unknown) => giveUp(thread, error instanceof Error ? error.name : 'error'));
    thread.worker.on('exit', () => giveUp(thread, 'exit'));
    return thread;
  };
  const prepare = (): void => {
    if (!isBroken) running ??= start();
  };
  return {
    prepare,
    decode: (bytes) => {
      prepare();
      const thread = running;
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
      if (!running || running.asked.size > 0) return;
      const { worker } = running;
      running = undefined;
      void worker.terminate();
    },
  };
};
