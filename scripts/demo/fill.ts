import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CentralServer } from './central-server.ts';
import type { DemoOffice } from './offices.ts';
import { runProgram } from './run-program.ts';

const personsPerDistrict = 2000;

/** Fills the centre with the synthetic people of one district, once. */
export async function fillDistrict(folder: string, server: CentralServer, office: DemoOffice): Promise<void> {
  const mark = join(folder, `filled-${office.kato}`);
  if (existsSync(mark)) return;
  const [file, ledgers] = [join(folder, `population-${office.kato}.ndjson`), join(folder, `ledgers-${office.kato}.ndjson`)];
  console.log(`Filling the centre: ${personsPerDistrict} synthetic people of ${office.name} …`);
  await runProgram(['scripts/population/run.ts', '--persons', String(personsPerDistrict), '--district', office.kato, '--seed', String(office.seed), '--out', file, '--ledgers', ledgers]);
  await runProgram(['src-server/tools/import-population.ts', file], { DATABASE_URL: server.database });
  await runProgram(['src-server/tools/import-ledgers.ts', ledgers], { DATABASE_URL: server.database });
  rmSync(file);
  rmSync(ledgers);
  writeFileSync(mark, '');
}

/** Enrols one laptop of an office, once; returns its profile folder. */
export async function enrolLaptop(folder: string, server: CentralServer, office: DemoOffice, laptop: 1 | 2): Promise<string> {
  const profile = join(folder, `office-${office.kato}-laptop-${laptop}`);
  const mark = `${profile}.enrolled`;
  if (existsSync(mark)) return profile;
  console.log(`Enrolling laptop ${laptop} of ${office.name} …`);
  // an enrolment that was cut short is begun anew: its code is spent
  rmSync(profile, { recursive: true, force: true });
  mkdirSync(profile, { recursive: true });
  const staff = `${profile}.staff.json`;
  writeFileSync(staff, JSON.stringify(office.staff), { mode: 0o600 });
  const { code } = z.object({ code: z.string() }).parse(await runProgram(['src-server/tools/enrol-code.ts', '--district', office.kato, '--name', `${office.name}, ${laptop}`, '--training', '--staff', staff], { DATABASE_URL: server.database }));
  await runProgram(['src-main/replica/tools/enrol.ts', '--profile', profile, '--server', server.listening, '--code', code, '--name', `${office.name}, ${laptop}`, '--staff', staff]);
  rmSync(staff);
  writeFileSync(mark, '');
  return profile;
}
