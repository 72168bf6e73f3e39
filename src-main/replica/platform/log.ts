import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock.ts';

/** Facts of a log line: types, ids, counts. Never a fact about a person, and never an error's message, which may quote one. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;
export type Log = (event: string, facts?: LogFacts) => void;

const maxBytes = 5_000_000;

/** Structured log in `folder`/replica.log, one JSON object a line; the file before it is kept. A log that cannot be written stops nothing. */
export const createLog = (folder: string, clock: Clock): Log => {
  const file = join(folder, 'replica.log');
  try {
    mkdirSync(folder, { recursive: true });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, `${file}.1`);
  } catch {
    return () => undefined;
  }
  return (event, facts = {}) => {
    try {
      appendFileSync(file, `${JSON.stringify({ at: clock.instant(), event, ...facts })}\n`, { mode: 0o600 });
    } catch {
      // a full disk must not turn a log line into a failed command
    }
  };
};
