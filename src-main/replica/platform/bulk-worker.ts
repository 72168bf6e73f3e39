import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { findBulkFrame } from './bulk-frame.ts';
import { createCrypto } from './crypto.ts';

// A thread that makes of a chunk's bytes what goes into the replica, so that the replica can be writing the one before meanwhile.
const { dictionary } = workerData as { readonly dictionary: string };
const crypto = createCrypto(readFileSync(dictionary));
parentPort!.on('message', ({ id, bytes }: { readonly id: number; readonly bytes: Uint8Array }) => {
  const frame = findBulkFrame(crypto, bytes);
  parentPort!.postMessage({ id, frame }, frame ? [frame.bodies.buffer] : []);
});
