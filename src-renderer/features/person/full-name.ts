import type { Person } from '../../../shared/domain/person.ts';

/** Last name, first name and patronymic in one spelling. */
export const fullName = (person: Person, spelling: 'Kk' | 'Ru'): string =>
  [person[`lastName${spelling}`], person[`firstName${spelling}`], person[`patronymic${spelling}`]].filter((part) => part !== '').join(' ');
