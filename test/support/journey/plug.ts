import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from './desk.ts';

/** A process that ended and was not collected yet still has its number, and is no longer there. */
export const isThere = (pid: number): boolean => {
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

const pullPlug = async (pid: number): Promise<void> => {
  process.kill(pid, 'SIGKILL');
  for (let tries = 0; isThere(pid); tries++) {
    if (tries === 1000) throw new Error(`process ${pid} does not end`);
    await sleep(5);
  }
};

const shellPid = (desk: Desk): number => desk.app.process().pid!;

/** The replica host of a desk: the child of its shell that runs the host's program. */
export const findHostPid = (desk: Desk): number | undefined => {
  const shell = shellPid(desk);
  for (const thread of readdirSync(`/proc/${shell}/task`)) {
    for (const child of readFileSync(`/proc/${shell}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number))
      if (isThere(child) && readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('host.mjs')) return child;
  }
  return undefined;
};

/** kill -9 of the replica host; the shell starts another one by itself. */
export const killHost = async (desk: Desk): Promise<void> => {
  const pid = findHostPid(desk);
  if (pid === undefined) throw new Error('the desk has no replica host');
  await pullPlug(pid);
};

/** kill -9 of the desktop's main process; waits until its replica host has gone too. The desk is of no use afterwards. */
export const killShell = async (desk: Desk): Promise<void> => {
  const host = findHostPid(desk);
  await pullPlug(shellPid(desk));
  for (let tries = 0; host !== undefined && isThere(host); tries++) {
    if (tries === 600) throw new Error('the replica host outlives its shell');
    await sleep(10);
  }
};
