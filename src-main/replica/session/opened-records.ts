import type { Office } from './host-parts.ts';

/** Records that whoever is at the laptop has opened, by unlocking: forgotten with the office that they were opened in. */
const opened = new WeakMap<Office, Set<string>>();

/** Notes that a record was opened, once its trace is in the journal. */
export const noteOpened = (office: Office, id: string): void => {
  const known = opened.get(office) ?? new Set<string>();
  known.add(id);
  opened.set(office, known);
};

/** True where the record was opened since the unlocking. */
export const isOpened = (office: Office, id: string): boolean => opened.get(office)?.has(id) ?? false;
