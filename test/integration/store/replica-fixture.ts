import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import { replicaCollections } from '../../../src-main/replica/store/collections/replica-collections.ts';
import { openReplica, type ReplicaSettings } from '../../../src-main/replica/store/open-replica.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';

export const testKey = Uint8Array.from({ length: 32 }, (_, i) => i + 1);

/** A folder of its own for one test, removed after it. */
export const testFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const tryOpen = (file: string, more: Partial<ReplicaSettings> = {}): Promise<Result<Replica, AppError>> =>
  openReplica({ file, key: testKey, collections: replicaCollections, now: () => 1_700_000_000_000, busyMilliseconds: 50, ...more });

/** Opens a replica and closes it after the test. */
export const open = async (file: string, more: Partial<ReplicaSettings> = {}): Promise<Replica> => {
  const opened = await tryOpen(file, more);
  if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.error)}`);
  onTestFinished(() => opened.value.close());
  return opened.value;
};

/** Starts a program of `children/` and gives its lines as they come. */
export const startChild = (name: string, ...parameters: string[]): { child: ChildProcess; lines: AsyncGenerator<string>; ended: Promise<void> } => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'children', name), ...parameters], { stdio: ['pipe', 'pipe', 'inherit'] });
  // what is said to one that was killed is lost
  child.stdin.on('error', () => undefined);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const read = async function* (): AsyncGenerator<string> {
    let rest = '';
    for await (const chunk of child.stdout ?? []) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  };
  return { child, lines: read(), ended };
};
