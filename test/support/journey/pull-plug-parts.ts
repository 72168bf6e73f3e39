import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElementHandle } from 'playwright-core';
import pg from 'pg';
import type { Centre } from './centre.ts';
import type { Desk } from './desk.ts';

/** Notes, outside the window, every text of `field` that the window has shown as saved. */
export const watchSaved = async (desk: Desk, field: ElementHandle | null): Promise<{ readonly last: () => string; readonly count: () => number }> => {
  const shown: string[] = [];
  await desk.page.exposeFunction('tellSaved', (text: string) => void shown.push(text));
  await desk.page.evaluate((typed) => {
    let before = '';
    const step = () => {
      const text = (typed as HTMLTextAreaElement).value;
      if (text !== before && document.querySelector('[data-testid="save-state"]')?.getAttribute('data-state') === 'saved') {
        before = text;
        void (window as unknown as { tellSaved: (text: string) => void }).tellSaved(text);
      }
      requestAnimationFrame(step);
    };
    step();
  }, field);
  return { last: () => (shown.at(-1) ?? '').trim(), count: () => shown.length };
};

/** Holds the centre in the middle of its next transaction on documents. */
export const holdBack = async (centre: Centre) => {
  const client = new pg.Client({ connectionString: centre.database });
  // the centre's PostgreSQL goes down with it
  client.on('error', () => undefined);
  await client.connect();
  const count = async () => Number((await client.query('SELECT count(*) AS count FROM entry')).rows[0].count);
  const before = await count();
  await client.query('BEGIN');
  await client.query('LOCK TABLE entry IN EXCLUSIVE MODE');
  const until = async (question: () => Promise<boolean>) => {
    for (let tries = 0; !(await question()); tries++) if (tries === 5000) throw new Error('the centre does not come so far');
  };
  return {
    /** The centre's transaction has begun and waits. */
    reached: () => until(async () => Number((await client.query("SELECT count(*) AS count FROM pg_locks WHERE NOT granted AND relation = 'entry'::regclass")).rows[0].count) > 0),
    letGo: () => client.query('COMMIT').then(() => undefined, () => undefined),
    /** What it wrote can be seen by others. */
    committed: async () => {
      await until(async () => (await count()) > before);
      await client.end();
    },
  };
};

/** kill -9 of the PostgreSQL whose centre keeps its data in `folder`. */
export const killPostgres = async (folder: string): Promise<void> => {
  const data = readFileSync(join(folder, 'postgres-place'), 'utf8');
  const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await sleep(50);
};
