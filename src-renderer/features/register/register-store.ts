import { create } from 'zustand';
import type { PersonId } from '../../../shared/base/ids.ts';
import { withField } from './with-field.ts';
import { emptyPerson, type TypedPerson } from './typed-person.ts';

/** The registration being typed; `dismissed` are the records that were found to be somebody else. It lives outside the screen, so leaving it, or a restart of the replica host, loses nothing. */
export type RegisterState = { readonly person: TypedPerson; readonly touched: readonly (keyof TypedPerson)[]; readonly errors: Readonly<Record<string, string>>; readonly dismissed: readonly PersonId[] };

export const emptyRegister: RegisterState = { person: emptyPerson, touched: [], errors: {}, dismissed: [] };

/** The state after `field` was typed: its error goes, and what follows from it is filled in where nobody has typed. `errors` holds codes. */
export const withTyped = <F extends keyof TypedPerson>(state: RegisterState, field: F, value: TypedPerson[F], training: boolean): RegisterState => {
  const { [field]: _gone, ...errors } = state.errors;
  const person = withField(state.person, field, value, { training, untouched: (other) => !state.touched.includes(other) });
  return { ...state, person, errors, touched: state.touched.includes(field) ? state.touched : [...state.touched, field] };
};

/** True where something was typed that is worth keeping. */
export const isBegun = (state: RegisterState): boolean => state.touched.length > 0;

export const useRegisterStore = create<RegisterState>(() => emptyRegister);

/** Notes that a record shown beside the form is of somebody else. */
export const dismiss = (id: PersonId): void => useRegisterStore.setState(({ dismissed }) => ({ dismissed: dismissed.includes(id) ? dismissed : [...dismissed, id] }));
