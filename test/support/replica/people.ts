import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { makeTrainingIin } from '../../../shared/domain/iin.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import type { NewStaff, PersonInput } from '../../../shared/ipc/inputs.ts';

/** Ұлан and Зайсан districts of East Kazakhstan. */
export const ulan = '636200000' as KatoCode;
export const zaysan = '634600000' as KatoCode;

export const password = 'түйе-қаз-тау-1';

/** A caseworker and a supervisor. */
export const staff: NewStaff[] = [
  { login: 'aigul', name: 'Айгүл Сынақова', roles: ['caseworker'], password },
  { login: 'bolat', name: 'Болат Жасандыұлы', roles: ['supervisor'], password },
];

/** A commission: registrar, chair, three members, and three experts who sit nowhere. */
export const commission: NewStaff[] = [
  { login: 'saule', name: 'Сәуле Тіркеуова', roles: ['medicalRegistrar'], password },
  { login: 'seitov', name: 'Бекзат Сейітов', roles: ['chair'], password },
  { login: 'mukan', name: 'Гүлнар Мұқанова', roles: ['commissionMember'], password },
  { login: 'petrova', name: 'Ирина Петрова', roles: ['commissionMember'], password },
  { login: 'omar', name: 'Нұрлан Омаров', roles: ['commissionMember'], password },
  { login: 'expert1', name: 'Әсел Сарапшы', roles: ['commissionMember'], password },
  { login: 'expert2', name: 'Дәулет Сарапшы', roles: ['commissionMember'], password },
  { login: 'expert3', name: 'Жанар Сарапшы', roles: ['commissionMember'], password },
];

const iinOf = (birthDate: PlainDate, serial: number): string => makeTrainingIin(birthDate, 'female', serial) ?? iinOf(birthDate, serial + 5000);

/** Made-up person number `n`, as typed at registration. */
export const madeUpPerson = (n: number, change: Partial<PersonInput> = {}): PersonInput => {
  const birthDate = '1980-03-05' as PlainDate;
  return {
    iin: iinOf(birthDate, n), lastNameKk: `Сынақова${n}`, firstNameKk: 'Гүлнұр', patronymicKk: 'Жасандықызы', lastNameRu: `Сынакова${n}`, firstNameRu: 'Гульнур', patronymicRu: 'Жасандыевна',
    birthDate, sex: 'female', district: ulan, settlement: 'Тарғын', street: 'Достық', house: '5', phone: '+77010000000', ...change,
  };
};
