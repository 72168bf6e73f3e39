import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { arch, cpus, platform, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasDisplay, startVirtualDisplay } from '../../scripts/bootstrap/virtual-display.mjs';
import { callBridge, readLive } from '../support/journey/busy-office.ts';
import { fillCentre, startCentre } from '../support/journey/centre.ts';
import { openDesk } from '../support/journey/desk.ts';
import { ulan } from '../support/journey/first-path.ts';
import { caseworker, enrolLaptop } from '../support/journey/laptop.ts';
import { processMemory } from './laptop/process-memory.ts';
import { benchRow, timed } from './laptop/sample.ts';

// npm run bench -- laptop [--persons N] [--json]: what the whole program asks of a small laptop, in the real window with a district's registry in it.
const { values: given } = parseArgs({ options: { persons: { type: 'string', default: '20000' }, json: { type: 'boolean', default: false } } });
const persons = Number(given.persons);
if (!Number.isInteger(persons) || persons < 100) {
  console.error('Usage: npm run bench -- laptop [--persons N] [--json]');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'tirek-bench-'));
const screen = hasDisplay() ? undefined : await startVirtualDisplay();
const centre = await startCentre(join(folder, 'centre'));
try {
  await fillCentre(centre, folder, ulan.kato, persons);
  const profile = await enrolLaptop(centre, folder, ulan.kato, 'ulan-1');
  const first = await openDesk(profile);
  await first.unlock(caseworker.login, caseworker.password);
  const firstLoad = await timed(() => first.sync());
  await first.close();

  let desk = await openDesk(profile);
  const starts: number[] = [];
  const unlocks: number[] = [];
  for (let round = 0; round < 5; round++) {
    await desk.close();
    starts.push(await timed(async () => {
      desk = await openDesk(profile);
      await desk.page.getByTestId('unlock-form').waitFor();
    }));
    unlocks.push(await timed(() => desk.unlock(caseworker.login, caseworker.password)));
  }
  const { page } = desk;
  const { rows } = await readLive(page, 'person.find', { text: '', limit: 1 }) as { rows: { id: string }[] };
  const { id } = await callBridge(page, 'case.open', { personId: rows[0]?.id, risk: 'loss-of-work-capacity' });
  const saves: number[] = [];
  const syncs: number[] = [];
  const raw = openSync(join(folder, 'floor'), 'w');
  for (let round = 0; round < 100; round++) {
    saves.push(await timed(() => callBridge(page, 'case.saveDraft', { id, facts: { note: `${'мәтін '.repeat(20)}${round}` } })));
    syncs.push(await timed(() => {
      writeSync(raw, Buffer.alloc(4096, round));
      fdatasyncSync(raw);
    }));
  }
  closeSync(raw);
  const typed = ['Сер', 'сері', 'ахмет', 'Zhum', 'нұр ал', 'оспан', 'ива', '8004', '5.1.80', 'Қай'];
  const searches: number[] = [];
  for (let round = 0; round < 5; round++) for (const text of typed) searches.push(await timed(() => readLive(page, 'person.find', { text, limit: 50 })));
  const memory = processMemory(desk.app.process().pid ?? 0);
  await desk.close();

  const bench = {
    bench: 'laptop', persons, firstLoadSeconds: Math.round(firstLoad / 100) / 10,
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, memoryGB: Math.round(totalmem() / 2 ** 30), platform: platform(), arch: arch() },
    rows: [
      benchRow('start', 'ms', starts, 5000),
      benchRow('unlock', 'ms', unlocks, 2000),
      benchRow('save', 'ms', saves, 100, syncs),
      benchRow('search', 'ms', searches, 100),
      benchRow('memory', 'MB', [memory], 700),
    ],
  };
  console.log(given.json ? JSON.stringify(bench) : bench);
  process.exitCode = bench.rows.every((row) => row.ok) ? 0 : 1;
} finally {
  await centre.stop();
  screen?.stop();
  rmSync(folder, { recursive: true, force: true });
}
