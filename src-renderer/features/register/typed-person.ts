import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import type { Sex } from '../../../shared/domain/iin.ts';

/** A person as far as they are typed, in the order of the form. */
export type TypedPerson = {
  readonly iin: string;
  readonly birthDate: PlainDate | null;
  readonly sex: Sex | null;
  readonly lastNameKk: string;
  readonly firstNameKk: string;
  readonly patronymicKk: string;
  readonly lastNameRu: string;
  readonly firstNameRu: string;
  readonly patronymicRu: string;
  readonly district: KatoCode | null;
  readonly settlement: string;
  readonly street: string;
  readonly house: string;
  readonly phone: string;
};

export const emptyPerson: TypedPerson = {
  iin: '', birthDate: null, sex: null, lastNameKk: '', firstNameKk: '', patronymicKk: '', lastNameRu: '', firstNameRu: '', patronymicRu: '',
  district: null, settlement: '', street: '', house: '', phone: '',
};

/** The names, Kazakh → Russian: what the Russian spelling follows until somebody types it. */
export const russianOf = { lastNameKk: 'lastNameRu', firstNameKk: 'firstNameRu', patronymicKk: 'patronymicRu' } as const;
