import { create } from 'zustand';

/** On which dispute one stands; outside the screen, so that the queue leads to a row of the room. */
export const useConflictPlace = create<{ readonly chosen: string | null }>(() => ({ chosen: null }));

/** Stands on a dispute. */
export const standOnConflict = (chosen: string | null): void => useConflictPlace.setState({ chosen });
