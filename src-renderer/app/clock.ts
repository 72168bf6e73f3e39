/** The window's one clock. */
export const readClock = (): number => Date.now();
