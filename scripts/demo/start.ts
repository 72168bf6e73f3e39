import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../bootstrap/places.mjs';
import { hasDisplay, startVirtualDisplay } from '../bootstrap/virtual-display.mjs';
import { type DemoArguments, parseDemoArguments } from './arguments.ts';
import { endCentralServer, shareCentralServer } from './central-server.ts';
import { enrolLaptop, fillDistrict } from './fill.ts';
import { demoOffices, demoPassword } from './offices.ts';
import { openWindow, openWindowForPicture } from './open-window.ts';

// npm start: centre, two offices, one window. Everything of it lies in .tirek/demo.
let wanted: DemoArguments;
try {
  wanted = parseDemoArguments(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\nUsage: npm start [-- --office 1|2] [--laptop 1|2] [--reset] [--once]`);
  process.exit(2);
}
const begun = Number(process.env.TIREK_DEMO_BEGUN ?? Date.now());
const folder = places.demo;
if (wanted.reset) {
  await endCentralServer(folder);
  rmSync(folder, { recursive: true, force: true });
}
mkdirSync(folder, { recursive: true });

const screen = hasDisplay() ? undefined : await startVirtualDisplay();
const server = await shareCentralServer(folder);
try {
  for (const office of demoOffices) await fillDistrict(folder, server, office);
  const profiles = [];
  for (const office of demoOffices) profiles.push(await enrolLaptop(folder, server, office, 1));
  const office = demoOffices[wanted.office - 1] ?? demoOffices[0]!;
  const profile = wanted.laptop === 1 ? profiles[wanted.office - 1]! : await enrolLaptop(folder, server, office, wanted.laptop);

  const picture = join(places.local, 'screenshot.png');
  if (screen) console.log(`There is no display: the window is on a virtual one (${screen.display}), its picture in ${picture}`);
  const window = await (screen ? openWindowForPicture(profile, picture) : openWindow(profile));
  console.log(`${office.name}, laptop ${wanted.laptop}: ready in ${((Date.now() - begun) / 1000).toFixed(1)} s. The centre is at ${server.listening}.`);
  for (const { login, name, roles } of office.staff) console.log(`  ${login.padEnd(8)} password ${demoPassword}   ${name}, ${roles.join(', ')}`);
  console.log(wanted.once ? 'Closing again (--once).' : 'Close the window or press Ctrl+C to end.');
  process.once('SIGINT', window.close);
  process.once('SIGTERM', window.close);
  if (wanted.once) window.close();
  await window.closed;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await server.release();
  screen?.stop();
}
// whatever a driver or a pipe still holds must not keep the command from ending
process.exit();
