import { createContext, useContext } from 'react';
import type { PlainDate } from '../../shared/base/plain-date.ts';
import { localDay } from '../i18n/format-date.ts';

/** Milliseconds since 1970; given by the shell, so that no screen reads the clock itself. */
export const ClockContext = createContext<() => number>(() => 0);

export const useClock = (): (() => number) => useContext(ClockContext);

/** Today by the wall clock of the laptop. */
export const useToday = (): PlainDate => localDay(useClock()()) as PlainDate;
