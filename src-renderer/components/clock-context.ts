import { createContext, useContext } from 'react';
import { instantOf } from '../../shared/base/instant.ts';
import { officeDay } from '../../shared/base/office-day.ts';
import type { PlainDate } from '../../shared/base/plain-date.ts';

/** Milliseconds since 1970; given by the shell, so that no screen reads the clock itself. */
export const ClockContext = createContext<() => number>(() => 0);

export const useClock = (): (() => number) => useContext(ClockContext);

/** Today in Kazakhstan, as the replica reckons it. */
export const useToday = (): PlainDate => officeDay(instantOf(useClock()()));
