import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasDisplay, startVirtualDisplay } from '../../scripts/bootstrap/virtual-display.mjs';
import { fillCentre, startCentre } from '../support/journey/centre.ts';
import { ulan, walkFirstPath, zaisan } from '../support/journey/first-path.ts';

// npm run smoke [-- --json]: the whole first path, headless, in the real window against the real centre. Exit status 0 = it held, 1 = it fell short, 2 = bad arguments.
const args = process.argv.slice(2);
if (args.some((arg) => arg !== '--json')) {
  console.error('Usage: npm run smoke [-- --json]');
  process.exit(2);
}
const begun = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'tirek-smoke-'));
const screen = hasDisplay() ? undefined : await startVirtualDisplay();
const centre = await startCentre(join(folder, 'centre'));
try {
  await fillCentre(centre, folder, ulan.kato, 2000);
  await fillCentre(centre, folder, zaisan.kato, 2000);
  const path = await walkFirstPath(centre, folder);
  const { persons = 0 } = await centre.counts();
  const held = path.phases.every((phase) => phase === 'done') && path.secondLaptopSees && !path.otherDistrictSeesBefore && path.otherDistrictSeesAfterTransfer && path.firstKeepsTrace && path.decisionGoesAlong && path.casesSynced === 1 && path.receipts > 0;
  const { electron, casesSynced, receipts, secondLaptopSees, otherDistrictSeesBefore, otherDistrictSeesAfterTransfer } = path;
  const ms = Math.round(performance.now() - begun);
  const result = { ok: held, electron, persons, casesSynced, receipts, secondLaptopSees, otherDistrictSeesBefore, otherDistrictSeesAfterTransfer, firstKeepsTrace: path.firstKeepsTrace, decisionGoesAlong: path.decisionGoesAlong, syncs: path.phases, ms };
  console.log(args.includes('--json') ? JSON.stringify(result) : result);
  process.exitCode = held ? 0 : 1;
} catch (error) {
  console.error(error);
  console.log(JSON.stringify({ ok: false, error: error instanceof Error ? error.message.split('\n')[0] : String(error) }));
  process.exitCode = 1;
} finally {
  await centre.stop();
  screen?.stop();
  rmSync(folder, { recursive: true, force: true });
}
