import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { findBodyTexts } from '../../../shared/sync/columns/body-texts.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { createCrypto } from './crypto.ts';

// A thread that makes of a chunk's body the texts that go into the replica, so that the replica can be writing the ones before meanwhile. It loads no schemas: it is to be ready before the first chunk is.
const { dictionary } = workerData as { readonly dictionary: string };
const crypto = createCrypto(readFileSync(dictionary));
parentPort!.on('message', ({ id, body }: { readonly id: number; readonly body: Uint8Array }) => {
  const texts = findBodyTexts(body, (packed) => crypto.decompress(packed, limits.frameContent));
  parentPort!.postMessage({ id, texts }, texts ? [texts.persons.bytes.buffer, texts.persons.ends.buffer] : []);
});
