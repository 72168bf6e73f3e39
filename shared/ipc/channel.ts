import type { z } from 'zod';
import { unsoundTexts } from '../base/sound-text.ts';
import type { Role } from '../domain/staff.ts';

/** Who may use a channel: 'anyone' even while locked, 'unlocked' any member of staff, or these roles. */
export type Access = 'anyone' | 'unlocked' | readonly Role[];

/** One channel: its kind, who may use it, and the schemas of what goes in and comes out. */
export type Channel<K extends 'query' | 'command' | 'live', I extends z.ZodType, O extends z.ZodType> = {
  readonly kind: K;
  readonly access: Access;
  readonly input: I;
  readonly output: O;
};
const make = <K extends 'query' | 'command' | 'live'>(kind: K) =>
  <I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O): Channel<K, I, O> => ({ kind, access, input, output });
/** A channel that reads once. */
export const query = make('query');

/** A command's texts must be such as the centre can keep: nothing is acknowledged here that is put aside there. */
const sound = <I extends z.ZodType>(input: I): I =>
  input.superRefine((value, context) => {
    for (const path of unsoundTexts(value)) context.addIssue({ code: 'custom', message: 'badText', path });
  });
/** A channel that writes in one transaction. */
export const command = <I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O): Channel<'command', I, O> => make('command')(access, sound(input), output);
/** A channel that tells its result and then the differences. */
export const live = make('live');
