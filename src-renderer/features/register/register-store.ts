import { create } from 'zustand';
import { withField } from './with-field.ts';
import { emptyPerson, type TypedPerson } from './typed-person.ts';

/** The registration being typed. It lives outside the screen, so leaving it, or a restart of the replica host, loses nothing. */
export type RegisterState = { readonly person: TypedPerson; readonly touched: readonly (keyof TypedPerson)[]; readonly errors: Readonly<Record<string, string>> };

export const emptyRegister: RegisterState = { person: emptyPerson, touched: [], errors: {} };

/** The state after `field` was typed: its error goes, and what follows from it is filled in where nobody has typed. `errors` holds codes. */
export const withTyped = <F extends keyof TypedPerson>(state: RegisterState, field: F, value: TypedPerson[F], training: boolean): RegisterState => {
  const { [field]: _gone, ...errors } = state.errors;
  const person = withField(state.person, field, value, { training, untouched: (other) => !state.touched.includes(other) });
  return { person, errors, touched: state.touched.includes(field) ? state.touched : [...state.touched, field] };
};

/** True where something was typed that is worth keeping. */
export const isBegun = (state: RegisterState): boolean => state.touched.length > 0;

export const useRegisterStore = create<RegisterState>(() => emptyRegister);
