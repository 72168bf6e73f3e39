import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';

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
  answer = typeof error.code === 'string' ? error.code : 'check';
}
parentPort.postMessage(answer);`;

/**
 * Checks a database file that nobody has open, wholly and beside the work of this process. Errors: `StorageCorrupt` with what was found
 * (a code of SQLite, 'integrity', 'references').
 */
export const checkFile = async (file: string, key: Uint8Array): Promise<Result<void, AppError>> => {
  const module = createRequire(import.meta.url).resolve('better-sqlite3');
  const worker = new Worker(program, { eval: true, workerData: { file, key, module } });
  const answer = await new Promise<string>((resolve) => {
    worker.once('message', (said: string) => resolve(said));
    worker.once('error', () => resolve('check'));
    worker.once('exit', () => resolve('check'));
  });
  await worker.terminate();
  return answer === 'ok' ? ok() : err({ type: 'StorageCorrupt', detail: answer });
};
