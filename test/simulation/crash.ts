/** Thrown where a simulated program dies. Whatever catches it belongs to the dead program, and its stores refuse everything from then on. */
export class SimulatedCrash extends Error {
  override name = 'SimulatedCrash';
}

/** Before the commit: nothing of it is there. After: it is there, and nobody was told. */
export type CrashPoint = { left: number; readonly when: 'before' | 'after' };

/** Counts one transaction down; true at the one to die at. */
export const isDue = (point: CrashPoint | undefined): boolean => point !== undefined && point.left-- === 0;
