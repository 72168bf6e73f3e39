import { checkIin } from '../../../shared/domain/iin.ts';
import { russianSpelling } from './russian-spelling.ts';
import { russianOf, type TypedPerson } from './typed-person.ts';

type Context = {
  readonly training: boolean;
  /** True for a field that nobody has typed in, so that it may be filled in. */
  readonly untouched: (field: keyof TypedPerson) => boolean;
};

/** The person with one field typed, and what follows from it: the Russian spelling of a Kazakh name, birth date and sex of an IIN. */
export const withField = <F extends keyof TypedPerson>(person: TypedPerson, field: F, value: TypedPerson[F], { training, untouched }: Context): TypedPerson => {
  const next: TypedPerson = { ...person, [field]: value };
  if (field in russianOf) {
    const russian = russianOf[field as keyof typeof russianOf];
    return untouched(russian) ? { ...next, [russian]: russianSpelling(value as string) } : next;
  }
  if (field !== 'iin') return next;
  const check = checkIin(value as string);
  if (check.status === 'invalid' || (check.status === 'training' && !training)) return next;
  return {
    ...next,
    birthDate: check.birthDate !== undefined && untouched('birthDate') ? check.birthDate : next.birthDate,
    sex: check.sex !== undefined && untouched('sex') ? check.sex : next.sex,
  };
};
