import type { Person } from './person.ts';

/** What is emptied in the record of a person where a district keeps no more of them than a name, for the traces of their cases; how the record was merged (`merge`) goes too. */
export const nameAlone = { iin: null, otherIds: [], settlement: '', street: '', house: '', phone: '', householdId: null, work: [], contributions: [], disability: null } as const satisfies Readonly<{ [F in keyof Person]?: Readonly<Person[F]> }>;

/** The record with no more of the person than a name. */
export const withNameAlone = ({ merge: _, ...found }: Person): Person => ({ ...found, ...nameAlone, otherIds: [], work: [], contributions: [] });
