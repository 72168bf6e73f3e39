import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { findCodeError } from '../storage-error.ts';

/** A worker made of its text: the replica host is one file once it is built. It reads every page (the cipher notices a flipped bit) and compares tables with indexes. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.module);
let answer;
try {
  const database = new Database(workerData.file, { fileMustExist: true });
  try {
    database.pragma("cipher = 'aegis'");
    database.pragma('key = "raw:' + Buffer.from(workerData.key).toString('hex') + '"');
    database.pragma('locking_mode = EXCLUSIVE');
    const found = database.pragma('integrity_check(1)', { simple: true });
    const foreign = database.pragma('foreign_key_check').length;
    answer = found !== 'ok' ? 'integrity' : foreign > 0 ? 'references' : 'ok';
  } finally {
    database.close();
  }
} catch (error) {
  if (!/^SQLITE_/.test(error.code)) throw error;
  answer = error.code;
}
parentPort.postMessage(answer);`;

/**
 * Checks a database file that nobody has open, wholly and beside the work of this process. Errors: `StorageCorrupt` with what was found
 * (a code of SQLite, 'integrity', 'references'), StorageFailed where the disk did not read. 'stopped' where the signal came first.
 */
export const checkFile = async (file: string, key: Uint8Array, signal?: AbortSignal): Promise<Result<void, AppError> | 'stopped'> => {
  const module = createRequire(import.meta.url).resolve('better-sqlite3');
  const worker = new Worker(program, { eval: true, workerData: { file, key, module } });
  worker.unref();
  const answer = await new Promise<string>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the check ended without an answer')));
    // It cannot be interrupted inside SQLite, and nobody waits for its answer any more.
    signal?.addEventListener('abort', () => resolve('stopped'));
  });
  if (answer === 'stopped') return answer;
  await worker.terminate();
  if (answer === 'ok') return ok();
  const known = findCodeError(answer);
  return err(known?.type === 'StorageFailed' ? known : { type: 'StorageCorrupt', detail: answer });
};
