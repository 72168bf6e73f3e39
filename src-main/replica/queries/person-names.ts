import type { Person } from '../../../shared/domain/person.ts';

const joined = (...names: readonly string[]): string => names.filter((name) => name !== '').join(' ');

/** A person's whole name in both languages: last, first, patronymic. */
export const personNames = (person: Person): { readonly kk: string; readonly ru: string } => ({
  kk: joined(person.lastNameKk, person.firstNameKk, person.patronymicKk),
  ru: joined(person.lastNameRu, person.firstNameRu, person.patronymicRu),
});
