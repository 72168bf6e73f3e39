import { describe, expect, it } from 'vitest';
import { filesAfterCut, type FilesBefore } from '../../crash/power-cut.ts';
import { runPower } from '../../crash/run-power.ts';
import { readTrace, type Operation } from '../../crash/trace.ts';

describe('a power cut at the sync boundaries of a load', () => {
  it('loses nothing acknowledged and tears nothing, whatever became of what was not synced', async () => {
    const report = await runPower(60, 7, undefined, { steps: 70 });
    expect(report.faults).toEqual([]);
    expect(report).toMatchObject({ kills: 60, checked: report.acknowledged, lost: 0, corrupt: 0 });
    expect(report.acknowledged).toBeGreaterThan(300);
  });

  it('is found out by the same test where nothing is ever synced', async () => {
    const report = await runPower(20, 7, undefined, { steps: 40, unsafe: true });
    expect(report.lost).toBeGreaterThan(10);
  });
});

describe('the files after a cut', () => {
  const before: FilesBefore = new Map([[0, { path: '/f/a', bytes: Buffer.from('old') }]]);
  const write = (file: number, at: number, text: string): Operation => ({ kind: 'write', file, at, bytes: Buffer.from(text) });
  const cut = (operations: Operation[], kind: 'dropped' | 'kept' | 'reordered' | 'torn-512') =>
    Object.fromEntries([...filesAfterCut(before, operations, operations.length, kind, () => 0.9)].map(([path, bytes]) => [path, bytes.toString('latin1')]));

  it('have what was synced and, dropped, nothing else', () => {
    const operations: Operation[] = [write(0, 0, 'new'), { kind: 'sync', file: 0 }, write(0, 3, 'er'), { kind: 'truncate', file: 0, length: 1 }];
    expect(cut(operations, 'dropped')).toEqual({ '/f/a': 'new' });
    expect(cut(operations, 'kept')).toEqual({ '/f/a': 'n' });
    expect(cut(operations.slice(0, 1), 'reordered')).toEqual({ '/f/a': 'old' });
  });

  it('have a new name only once its folder was synced', () => {
    const operations: Operation[] = [{ kind: 'create', file: 1, path: '/f/b' }, write(1, 0, 'b'), { kind: 'rename', file: 1, path: '/f/a', from: '/f/b', over: 0 }];
    expect(cut(operations, 'dropped')).toEqual({ '/f/a': 'old' });
    expect(cut([...operations.slice(0, 2), { kind: 'sync', file: 1 }, operations[2]!], 'dropped')).toEqual({ '/f/a': 'old', '/f/b': 'b' });
    expect(cut([...operations.slice(0, 2), { kind: 'sync', file: 1 }, operations[2]!, { kind: 'syncFolder', path: '/f' }], 'dropped')).toEqual({ '/f/a': 'b' });
  });

  it('are read from the tracer, with calls that another thread interrupted', () => {
    const hex = (text: string) => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
    const trace = [
      `7 openat(AT_FDCWD<${hex('/x')}>, "${hex('/f/b')}", O_RDWR|O_CREAT, 0600) = 9<${hex('/f/b')}>`,
      `7 pwrite64(9<${hex('/f/b')}>, "${hex('hey')}", 3, 5 <unfinished ...>`,
      `8 write(1<${hex('pipe:[1]')}>, "${hex('{}\n')}", 3) = 3`,
      '7 <... pwrite64 resumed>) = 3',
      `7 write(9<${hex('/f/b')}>, "${hex('ab')}", 2) = 2`,
      `7 fdatasync(9<${hex('/f/b')}>) = 0`,
      `7 fsync(9<${hex('/other')}>) = -1 EIO`,
    ].join('\n');
    expect(readTrace(trace, '/f', new Map())).toEqual([
      { kind: 'create', file: 0, path: '/f/b' }, { kind: 'said', text: '{}\n' }, write(0, 5, 'hey'), write(0, 0, 'ab'), { kind: 'sync', file: 0 },
    ]);
  });
});
