import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Acknowledged } from './acknowledged.ts';
import { checkOffice } from './check-office.ts';
import { composeOffice, officeSettings, prepareOffice } from './crash-office.ts';
import { cutKinds, filesAfterCut, layOut, type FilesBefore } from './power-cut.ts';
import type { CrashReport } from './run-kills.ts';
import { seeded } from './seeded.ts';
import { openReplica } from '../../src-main/replica/store/open-replica.ts';
import { readTrace, type Operation } from './trace.ts';

const calls = 'openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,unlink';
const program = join(import.meta.dirname, 'victim.ts');

const filesOf = (folder: string): FilesBefore => {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return new Map(paths.map((path, file) => [file, { path, bytes: readFileSync(path) }]));
};

/** One load under the tracer: the files before it, and all it did to them and said. */
const record = async (folder: string, seed: number, steps: number, unsafe: boolean): Promise<{ before: FilesBefore; operations: Operation[] }> => {
  const profile = join(folder, 'profile');
  const host = await prepareOffice(profile);
  const opened = await openReplica(officeSettings(host, unsafe));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  await opened.value.close();
  const before = filesOf(profile);
  const trace = join(folder, 'trace');
  const tracer = spawn('strace', ['-f', '-y', '-xx', '-s', '20000000', '-qq', '--signal=none', '--seccomp-bpf', '-e', `trace=${calls}`, '-o', trace, process.execPath, program, profile, unsafe ? 'unsafe' : ''], {
    stdio: ['pipe', 'ignore', 'inherit'], env: { ...process.env, UV_USE_IO_URING: '0' },
  });
  tracer.stdin.end(`${seed} ${steps}\n`);
  const code = await new Promise<number | null>((resolve, reject) => tracer.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`the traced load ended with ${code}`);
  const known = new Map([...before].map(([file, { path }]) => [path, file]));
  return { before, operations: readTrace(readFileSync(trace, 'latin1'), profile, known) };
};

/** What had been said before operation `count`. */
const saidBefore = (operations: readonly Operation[], count: number): Acknowledged[] =>
  operations.slice(0, count).flatMap((operation) => (operation.kind === 'said' ? operation.text.split('\n') : [])).filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Acknowledged);

/** The places where the power may go: just before and just after each sync, and after each word to the parent. */
const placesOf = (operations: readonly Operation[]): number[] =>
  operations.flatMap(({ kind }, at) => (kind === 'sync' || kind === 'syncFolder' ? [at, at + 1] : kind === 'said' ? [at + 1] : []));

export type PowerOptions = { readonly steps?: number; readonly unsafe?: boolean };

/**
 * Records a load's writes and syncs, and cuts its power `cuts` times: at places spread over all sync boundaries, with what was not synced dropped, kept, reordered
 * or torn. Each cut's files are opened as a restart would and compared with what had been acknowledged. `unsafe`: a load that never syncs, which must be found out.
 */
export const runPower = async (cuts: number, seed: number, progress: (report: CrashReport) => void = () => undefined, { steps = 120, unsafe = false }: PowerOptions = {}): Promise<CrashReport> => {
  const report: CrashReport = { kills: 0, acknowledged: 0, checked: 0, lost: 0, corrupt: 0, faults: [] };
  const folder = mkdtempSync(join(tmpdir(), 'tirek-power-'));
  const chance = seeded(seed);
  try {
    const { before, operations } = await record(folder, seed, steps, unsafe);
    const places = placesOf(operations);
    if (places.length < 10) throw new Error(`the trace has ${places.length} places`);
    for (let cut = 0; cut < cuts; cut++) {
      const count = places[Math.floor(((cut + chance.next()) * places.length) / cuts)] ?? operations.length;
      const kind = cutKinds[cut % cutKinds.length]!;
      const target = join(folder, 'cut');
      layOut(filesAfterCut(before, operations, count, kind, chance.next), join(folder, 'profile'), target);
      const said = saidBefore(operations, count);
      const host = composeOffice(target);
      const findings = await checkOffice(officeSettings(host, unsafe), said);
      report.kills += 1;
      report.acknowledged += said.length;
      report.checked += findings.checked;
      report.lost += findings.lost.length;
      report.corrupt += findings.corrupt.length;
      for (const fault of [...findings.lost, ...findings.corrupt]) report.faults.push(`cut ${cut} (${kind}, operation ${count}): ${fault}`);
      rmSync(target, { recursive: true, force: true });
      progress(report);
    }
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
