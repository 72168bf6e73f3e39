import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../../scripts/demo/run-program.ts';
import type { NewStaff } from '../../../shared/ipc/inputs.ts';
import type { Centre } from './centre.ts';

/** The staff of one office; invented people. The caseworker of the morning is not the supervisor: four eyes. */
export const officeStaff: readonly NewStaff[] = [
  { login: 'aigul', name: 'Айгүл Серікқызы', roles: ['caseworker'], password: 'көктем-2026' },
  { login: 'marat', name: 'Марат Ержанұлы', roles: ['supervisor'], password: 'қыркүйек-7' },
];
export const caseworker = officeStaff[0]!;
export const supervisor = officeStaff[1]!;

/** The commission that sits in the same district: registrar, chair, two members. */
export const commissionStaff: readonly NewStaff[] = [
  { login: 'saule', name: 'Сәуле Тіркеуова', roles: ['medicalRegistrar'], password: 'жусан-2026' },
  { login: 'seitov', name: 'Бекзат Сейітов', roles: ['chair'], password: 'терек-2026' },
  { login: 'mukan', name: 'Гүлнар Мұқанова', roles: ['commissionMember'], password: 'қайың-2026' },
  { login: 'petrova', name: 'Ирина Петрова', roles: ['commissionMember'], password: 'рябина-2026' },
];

/** Three members of the commission who do not sit: they are asked in absentia. */
export const expertStaff: readonly NewStaff[] = [1, 2, 3].map((n) => ({ login: `expert${String(n)}`, name: ['Әсел Ғабитқызы', 'Дәулет Өмірұлы', 'Жанар Қуатқызы'][n - 1]!, roles: ['commissionMember'], password: `сарапшы-${String(n)}` }));

type EnrolOptions = {
  /** For made-up people (as is usual here), or for real ones. */
  readonly training?: boolean;
  /** Who works there, if not the usual two. */
  readonly staff?: readonly NewStaff[];
  /** Where the laptop reaches the centre, if not directly. */
  readonly server?: string;
};

/** Enrols a laptop of `district` with the centre by a one-time code, as an operator and an administrator would; returns its profile folder. */
export const enrolLaptop = async (centre: Centre, folder: string, district: string, name: string, { training = true, staff: people = officeStaff, server = centre.listening }: EnrolOptions = {}): Promise<string> => {
  const profile = join(folder, name);
  mkdirSync(profile, { recursive: true });
  const staff = join(folder, `${name}.staff.json`);
  writeFileSync(staff, JSON.stringify(people));
  const made = await runProgram(['src-server/tools/enrol-code.ts', '--district', district, '--name', name, '--staff', staff, ...(training ? ['--training'] : [])], { DATABASE_URL: centre.database });
  await runProgram(['src-main/replica/tools/enrol.ts', '--profile', profile, '--server', server, '--code', String(made?.code), '--name', name, '--staff', staff]);
  rmSync(staff);
  return profile;
};
