import { isPlainDate } from './is-plain-date.ts';

/** The days of this process's time that were found to be days: a district has few. */
const knownDays = new Set<string>();

/** True for the text of a day (`isPlainDate`), remembered: asked again it costs nearly nothing. */
export const isKnownDay = (value: unknown): boolean => {
  if (typeof value !== 'string') return false;
  if (knownDays.has(value)) return true;
  if (!isPlainDate(value)) return false;
  if (knownDays.size > 80_000) knownDays.clear();
  knownDays.add(value);
  return true;
};
