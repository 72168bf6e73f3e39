import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A PostgreSQL of one's own. `ended` settles when it is gone, asked or not. */
export type EmbeddedPostgres = { readonly url: string; readonly stop: () => Promise<void>; readonly ended: Promise<void> };

/** Starts PostgreSQL with its data in `folder`, for demo and tests; production gives `DATABASE_URL`. Throws with the reason where it cannot. */
export const startPostgres = async (folder: string): Promise<EmbeddedPostgres> => {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), folder], { stdio: ['pipe', 'pipe', 'pipe'], detached: true, windowsHide: true });
  const ended = once(keeper, 'exit').then(() => undefined);
  let complaint = '';
  keeper.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const first = await Promise.race([once(createInterface(keeper.stdout), 'line'), ended.then(() => undefined)]);
  if (!first) throw new Error(complaint.trim() || 'PostgreSQL did not start');
  return {
    url: (JSON.parse(String(first[0])) as { database: string }).database,
    ended,
    stop: async () => {
      keeper.stdin.end();
      await ended;
    },
  };
};
