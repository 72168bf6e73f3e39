import { arch, cpus, platform, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { applyRow, metadataRow } from './sync/apply-rows.ts';
import type { SyncRow } from './sync/bench-row.ts';
import { bytesRows } from './sync/bytes-rows.ts';
import { ingestRow } from './sync/ingest-row.ts';
import { goodputRow, resumeWasteRow, weekRow } from './sync/line-rows.ts';
import { loadRows } from './sync/load-rows.ts';
import { openOffice, type Office } from './sync/office.ts';

// npm run bench -- sync [--persons N] [--only ROW …] [--seconds S] [--cuts N] [--json]: bytes and times of the sync, real host and real server, on made-up people.
const names = ['first-load-bytes-per-record', 'first-load-rate', 'edit-warm-bytes', 'edits-50-bytes', 'idle-bytes', 'metadata-share', 'apply', 'server-ingest', 'resume-waste-bytes', 'goodput', 'week-under-cuts'] as const;
const readArguments = () => {
  try {
    const { values } = parseArgs({ options: {
      persons: { type: 'string', default: '20000' }, only: { type: 'string', multiple: true, default: [] }, seconds: { type: 'string', default: '120' }, cuts: { type: 'string', default: '100' },
      rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false },
    } });
    const only = values.only.flatMap((one) => one.split(','));
    const [persons, seconds, cuts, rounds] = [Number(values.persons), Number(values.seconds), Number(values.cuts), Number(values.rounds)];
    const bad = [persons, seconds, cuts, rounds].some((one) => !Number.isInteger(one) || one < 1) || persons < 1000 || only.some((one) => !names.some((name) => name === one));
    if (!bad) return { only, persons, seconds, cuts, rounds, json: values.json };
  } catch {
    // An unknown option: the usage says it.
  }
  console.error(`Usage: npm run bench -- sync [--persons N ≥ 1000] [--only ROW,…] [--seconds S] [--cuts N] [--rounds N] [--json]\nROW: ${names.join(', ')}`);
  process.exit(2);
};
const { only, persons, seconds, cuts, rounds, json } = readArguments();
const wanted = (...some: readonly (typeof names)[number][]) => only.length === 0 || some.some((name) => only.includes(name));

const rows: SyncRow[] = [];
const tell = (...more: readonly SyncRow[]) => {
  const kept = more.filter(({ name }) => only.length === 0 || only.includes(name));
  rows.push(...kept);
  for (const row of kept) {
    if (!json) console.log(row);
    console.error(`${row.name}: ${row.p50} ${row.unit}, bar ${row.bar}${row.ok ? '' : ': falls short'}`);
  }
};
const say = (what: string) => console.error(`${what} …`);
const loads = ['first-load-bytes-per-record', 'first-load-rate'] as const;
const small = ['edit-warm-bytes', 'edits-50-bytes', 'idle-bytes'] as const;
const measureLoads = async (office: Office) => {
  if (wanted(...loads, ...small, 'metadata-share')) {
    say('first loads');
    const { rows: measured, laptop } = await loadRows(office, wanted(...loads) ? rounds : 1);
    tell(...measured);
    if (wanted(...small)) {
      say('small syncs');
      tell(...(await bytesRows(office, laptop, (name) => wanted(name as never))));
    }
    // With the journal and the receipts of that work.
    if (wanted('metadata-share')) tell(metadataRow(laptop));
    await laptop.close();
  }
  if (wanted('apply')) {
    say('chunks from memory');
    tell(await applyRow(office));
  }
  if (wanted('server-ingest')) {
    say('envelopes of two devices');
    tell(await ingestRow(office, 6));
  }
};
const measureCuts = async (office: Office) => {
  say(`${cuts} cuts`);
  tell(await resumeWasteRow(office, cuts));
};
const measureLine = async (office: Office) => {
  if (wanted('goodput')) {
    say(`a slow line for about ${seconds} s`);
    tell(await goodputRow(office, seconds));
  }
  if (wanted('week-under-cuts')) {
    say('a week of work over it');
    tell(await weekRow(office, seconds));
  }
};
const measure = async (count: number, work: (office: Office) => Promise<void>) => {
  say(`a centre with ${count} people`);
  const office = await openOffice(count);
  try {
    await work(office);
  } finally {
    await office.close();
  }
};
try {
  if (wanted(...loads, ...small, 'metadata-share', 'apply', 'server-ingest')) await measure(persons, measureLoads);
  if (wanted('resume-waste-bytes')) await measure(1000, measureCuts);
  // As many people as fill the line for about that time.
  if (wanted('goodput', 'week-under-cuts')) await measure(Math.max(1000, 40 * seconds), measureLine);
} finally {
  // What was measured before a row that fails is told too.
  const bench = { bench: 'sync', machine: { cpu: cpus()[0]?.model, cores: cpus().length, memoryGB: Math.round(totalmem() / 2 ** 30), platform: platform(), arch: arch() }, rows };
  console.log(json ? JSON.stringify(bench) : `${rows.filter((row) => row.ok).length} of ${rows.length} rows hold`);
}
process.exitCode = rows.every((row) => row.ok) ? 0 : 1;
