import type { InputOf } from '../../../shared/ipc/contract.ts';
import type { TypedPerson } from './typed-person.ts';

const enoughDigits = 12;

/** What to look for records of the same person by, or null while too little is typed to find anybody. */
export const similarInput = (person: TypedPerson): InputOf<'person.similar'> | null => {
  const { iin, lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu, birthDate, sex, district } = person;
  const [last, first] = [`${lastNameKk}${lastNameRu}`.trim(), `${firstNameKk}${firstNameRu}`.trim()];
  const enough = iin.replace(/\D/g, '').length === enoughDigits || (last !== '' && (first !== '' || birthDate !== null)) || (first !== '' && birthDate !== null);
  return enough ? { iin, lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu, birthDate, sex, district } : null;
};
