import { readFileSync, readdirSync } from 'node:fs';

const parentOf = (pid: string): string => {
  try {
    return /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
};

/** Proportional set size in MB of a process and everything below it: shared pages counted once. Linux only. */
export const processMemory = (root: number): number => {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid: string): boolean => pid === String(root) || (parents.has(pid) && parents.get(pid) !== '0' && isBelow(parents.get(pid) ?? ''));
  const kilobytes = pids.filter(isBelow).map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
};
