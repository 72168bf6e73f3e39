/** Lets commands and queries through between two pieces of long work: a sync must not freeze the window. */
export const breathe = (): Promise<void> => new Promise<void>((resolve) => setImmediate(resolve));
